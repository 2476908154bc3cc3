"""A few good rows of each kind."""

from typing import Any

AT = "2026-03-02T14:30:00Z"

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "ai_sessions": [
        {"id": "s1", "at": AT, "outcome": "resolved", "channel": "chat", "topic": "refund", "customer": "c1", "fallbacks": 1, "answer_seconds": 2.5},
        {"id": "s2", "at": AT, "outcome": "escalated", "channel": "chat", "topic": "login", "ticket": "t1", "ticket_source": "desk"},
    ],
    "self_service_sessions": [{"id": "v1", "at": AT, "answered": True, "topic": "refund", "views": 3}, {"id": "v2", "at": AT, "answered": False}],
    "searches": [
        {"id": "q1", "at": AT, "query": "change address", "results": 4, "clicked": True},
        {"id": "q2", "at": AT, "query": "fax", "results": 0, "clicked": False},
    ],
    "work": [{"id": "w1", "at": AT, "agent": "ann", "team": "first line", "ticket": "t1", "talk_seconds": 300, "follow_up_seconds": 60.5}],
    "reviews": [{"id": "r1", "at": AT, "agent": "ann", "ticket": "t1", "about": "human", "method": "human_sample", "score": 0.85, "tone": 1, "passed": True}],
    "costs": [{"id": "k1", "first_day": "2026-03-01", "last_day": "2026-03-31", "kind": "people", "amount": 1000, "currency": "EUR"}],
    "shifts": [{"id": "h1", "at": "2026-03-02T08:00:00Z", "ends_at": "2026-03-02T16:00:00Z", "agent": "ann", "available_seconds": 25200}],
    "employments": [{"id": "e1", "agent": "ann", "team": "first line", "joined_day": "2025-01-15"}],
    "subscriptions": [
        {
            "id": "u1",
            "customer": "c1",
            "started_day": "2025-01-15",
            "ended_day": "2026-03-02",
            "plan": "pro",
            "value": 49.5,
            "reason": "slow",
            "names_support": True,
        }
    ],
    "sentiments": [{"id": "m1", "at": AT, "ticket": "t1", "value": -0.25}],
    "survey_answers": [
        {"id": "a1", "at": AT, "kind": "nps", "score": 9, "customer": "c1", "comment": "Fine"},
        {"id": "a2", "at": AT, "kind": "csat", "score": 4, "ticket": "t1", "invitation": "i1"},
    ],
    "survey_invitations": [{"id": "i1", "at": AT, "kind": "csat", "channel": "email", "ticket": "t1"}],
}
