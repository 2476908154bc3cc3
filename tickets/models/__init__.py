"""What an account sends in, and the facts derived from it. All of it lives in the account's schema."""

from .facts import BusinessSlot, Reply, TicketFact, TicketLife, TouchedDay, TouchedTicket, Wait
from .history import Customer, Event, Label, Snapshot, Ticket
from .imports import IdempotentRequest, Import
from .leaving import ErasedCustomer, Erasure, Export
from .sent import AiSession, Cost, CostDay, Employment, QaReview, Search, SelfServiceSession, Sentiment, Shift, Subscription, WorkItem
from .sla import SlaTarget

__all__ = [
    "AiSession",
    "BusinessSlot",
    "Cost",
    "CostDay",
    "Customer",
    "Employment",
    "ErasedCustomer",
    "Erasure",
    "Event",
    "Export",
    "IdempotentRequest",
    "Import",
    "Label",
    "QaReview",
    "Reply",
    "Search",
    "SelfServiceSession",
    "Sentiment",
    "Shift",
    "SlaTarget",
    "Snapshot",
    "Subscription",
    "Ticket",
    "TicketFact",
    "TicketLife",
    "TouchedDay",
    "TouchedTicket",
    "Wait",
    "WorkItem",
]
