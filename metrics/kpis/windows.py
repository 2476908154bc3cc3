"""How long one waits before a resolution counts as one that held. No guide gives a number of days; all of them ask for a window."""

from metrics.declare import Choice, Parameter

DAY = 86400.0
DEFAULT = "7"


def window(key: str, name: str, asks: str) -> Parameter:
    """A parameter in days. Facts look ahead for 30 days and no further, so no window is longer."""
    return Parameter(key, name, asks, tuple(Choice(days, f"{days} day{'s' if days != '1' else ''}") for days in (DEFAULT, "1", "3", "14", "30")))


def seconds(days: str) -> float:
    return int(days) * DAY


def told(days: str) -> str:
    """The window in a sentence."""
    return "day" if days == "1" else f"{days} days"


def suffix(days: str) -> str:
    """What a measure's key bears when its window is not the default."""
    return "" if days == DEFAULT else f"_{days}d"
