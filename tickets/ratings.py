"""What a rating's scale says about satisfaction, when the question does not say itself."""

from math import floor


def default_positive_from(low: float, high: float) -> float:
    """The lowest satisfied score of a scale: the first whole number above 60 % of it, or its top if there is none.

    That is 4 of 1-5, the "top two boxes" by which satisfaction is commonly reported; 7 of 1-10 and of 0-10, where six is the
    last of NPS's detractors; 3 of 1-3; 5 of 1-7; and a thumb up of 0-1. Raises ValueError if `low` is not below `high`.
    """
    if not low < high:
        raise ValueError(f"A scale rises from its lowest to its highest score; {low:g} to {high:g} does not.")
    return min(high, floor((2 * low + 3 * high) / 5) + 1.0)
