"""Snapshots: from facts to mergeable states, one per measure, local day and cell; months are rolled up from days."""

from .recompute import Recomputed, recompute

__all__ = ["Recomputed", "recompute"]
