"""How well a colour stands out: the contrast of WCAG 2.2, and the nearest colour that has enough of it.

Source: Web Content Accessibility Guidelines 2.2, "relative luminance", "contrast ratio" and success criterion 1.4.3 (4.5:1 for text).
"""

from __future__ import annotations

import re

ENOUGH = 4.5
WHITE, BLACK = "#ffffff", "#000000"
HEX = re.compile(r"#[0-9a-f]{6}")
STEPS = 255

Channels = tuple[int, int, int]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`: 0 for black, 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, from 1 (the same) to 21 (black on white). `ratio("#ffffff", "#767676")` is 4.54."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst(colour: str, grounds: tuple[str, ...]) -> float:
    """The least contrast of a colour with any of the grounds."""
    return min(ratio(colour, ground) for ground in grounds)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour: never below 4.58:1, since the two ratios multiply to 21."""
    return max((WHITE, BLACK), key=lambda ink: ratio(ink, colour))


def nearest(colour: str, grounds: tuple[str, ...], *, towards: str) -> str:
    """The first colour on the straight way from `colour` to white or black that has enough contrast with every ground."""
    start, end = channels(colour), channels(towards)
    for step in range(STEPS + 1):
        red, green, blue = (round(a + (b - a) * step / STEPS) for a, b in zip(start, end, strict=True))
        found = f"#{red:02x}{green:02x}{blue:02x}"
        if worst(found, grounds) >= ENOUGH:
            return found
    raise ValueError(f"Not even {towards} has a contrast of {ENOUGH}:1 with {', '.join(grounds)}.")


def channels(colour: str) -> Channels:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
