"""Ingest: canonical tickets and events, from wherever they came, into the account's tables — once, however often they are sent."""

from .load import Loaded, load
from .records import ATTRIBUTES, Batch, EventRecord, TicketRecord, event_key, merge

__all__ = ["ATTRIBUTES", "Batch", "EventRecord", "Loaded", "TicketRecord", "event_key", "load", "merge"]
