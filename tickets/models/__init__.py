"""What an account sends in, and the facts derived from it. All of it lives in the account's schema."""

from .facts import BusinessSlot, Reply, TicketFact, TicketLife, TouchedDay, TouchedTicket
from .history import Customer, Event, Label, Snapshot, Ticket
from .imports import IdempotentRequest, Import
from .sla import SlaTarget

__all__ = [
    "BusinessSlot",
    "Customer",
    "Event",
    "IdempotentRequest",
    "Import",
    "Label",
    "Reply",
    "SlaTarget",
    "Snapshot",
    "Ticket",
    "TicketFact",
    "TicketLife",
    "TouchedDay",
    "TouchedTicket",
]
