"""What holds for every account: paces by priority and channel, and the reasons that are given."""

import numpy as np

HOUR, DAY = 3600, 86400
PRIORITIES = ("urgent", "high", "normal", "low")
PRIORITY_PACE = np.array([0.3, 0.55, 1.0, 1.7])
REASONS = (
    "needs a specialist", "technical fault", "outside policy", "refund above limit", "customer asked for a person", "AI was unsure",
    "reopened after an answer", "duplicate", "newsletter",
)  # fmt: skip
SPECIALIST_REASONS, AI_REASONS, REOPENED, DUPLICATE, JUNK = (0, 1, 2, 3), (4, 5, 0, 2), 6, 7, 8

# By channel: a human's pace, the customer's median seconds to answer, an AI's, the share an AI takes part in, willingness to rate.
CHANNELS: dict[str, tuple[float, float, float, float, float]] = {
    "email": (1.0, 3 * HOUR, 75, 0.9, 1.0),
    "chat": (0.1, 70, 4, 1.15, 1.3),
    "web-form": (1.15, 4 * HOUR, 80, 0.85, 0.8),
    "social": (0.7, HOUR / 2, 25, 0.8, 0.6),
    "phone": (0.015, 40, 3, 0.0, 0.7),
}
