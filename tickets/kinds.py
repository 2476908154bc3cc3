"""The vocabulary of a ticket's history, as small integers. The numbers are stored: never renumber one."""

from django.db.models import IntegerChoices


class Kind(IntegerChoices):
    """What happened. Events at the same instant are read in this order, so that a ticket is
    created before it is answered and solved before it is closed."""

    CREATED = 1
    MESSAGE = 2
    ASSIGNED = 3
    TRANSFERRED = 4
    ESCALATED = 5
    STATUS_CHANGED = 6
    SOLVED = 7
    REOPENED = 8
    CLOSED = 9
    MERGED = 10
    SPAM = 11
    RATED = 12


class Author(IntegerChoices):
    """Who did it. AUTOMATIC is a rule or an acknowledgement: it never answers anybody."""

    HUMAN = 1
    AI = 2
    CUSTOMER = 3
    AUTOMATIC = 4


class Resolver(IntegerChoices):
    """Who answered or resolved. Equal to the two authors that can; 0 in snapshots means nobody."""

    HUMAN = 1
    AI = 2


class HandledBy(IntegerChoices):
    """Who took part in a ticket on our side."""

    HUMAN = 1
    AI = 2
    MIXED = 3


class Exclusion(IntegerChoices):
    """Why a ticket is counted in no KPI (and counted as excluded instead)."""

    SPAM = 1
    MERGED = 2
    OUTBOUND = 3


class Dimension(IntegerChoices):
    """By what a ticket is labelled. Agents have many values and are never a cell of a snapshot."""

    CHANNEL = 1
    PRIORITY = 2
    TOPIC = 3
    TEAM = 4
    AGENT = 5


class AiOutcome(IntegerChoices):
    """How a conversation with the AI agent ended. Silent: neither solved nor handed over; nobody says it was."""

    RESOLVED = 1
    ESCALATED = 2
    SILENT = 3
    OPEN = 4


class ReviewMethod(IntegerChoices):
    """How work was audited: a sample read by people, or every answer by a rule or model."""

    HUMAN_SAMPLE = 1
    AUTOMATED = 2


class CostKind(IntegerChoices):
    """What was paid for."""

    PEOPLE = 1
    AI = 2
    SOFTWARE = 3
    OTHER = 4
