"""What an account measures: the shipped KPIs as it has set them, and those of its own.

`catalogue() -> Catalogue` is the current account's, in one statement. Whatever reads or computes numbers asks it and nothing else
which KPIs and measures there are.
"""

from .load import SHIPPED, Catalogue, Version, catalogue, from_rows
from .words import in_words

__all__ = ["SHIPPED", "Catalogue", "Version", "catalogue", "from_rows", "in_words"]
