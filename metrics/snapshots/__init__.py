"""Snapshots: from facts to mergeable states, one per measure, local day and cell; months are rolled up from days."""

from .catch_up import catch_up
from .recompute import Recomputed, recompute

__all__ = ["Recomputed", "catch_up", "recompute"]
