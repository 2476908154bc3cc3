"""Rows of everything an account sends beside tickets: AI conversations, self-service, work time, reviews, costs, shifts, customers, surveys.

KINDS declares them field by field; `load` writes them, once, however often they are sent and in whatever order.
"""

from .declare import BadRow, RowField, RowKind, Value
from .following import link, redate, touch_days
from .kinds import KINDS
from .loading import Checked, Rejected, RowsLoaded, account_currency, check, load
from .reading import Reading, decimal_mark

__all__ = [
    "KINDS", "BadRow", "Checked", "Reading", "Rejected", "RowField", "RowKind", "RowsLoaded", "Value",
    "account_currency", "check", "decimal_mark", "link", "load", "redate", "touch_days",
]  # fmt: skip
