"""Durations in words."""


def duration(seconds: float | None) -> str:
    """45 s, 12 min, 3 h 20 min, 2 days 4 h: whole, in two units at most."""
    if seconds is None or seconds < 86_400:
        return opening_hours(seconds)
    days, hours = divmod(int(seconds // 3600), 24)
    text = "1 day" if days == 1 else f"{days} days"
    return f"{text} {hours} h" if hours else text


def opening_hours(seconds: float | None) -> str:
    """The same without days, for an opening day is not one of twenty-four hours: 45 s, 12 min, 3 h 20 min, 52 h."""
    if seconds is None:
        return "unknown"
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(int(seconds // 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
