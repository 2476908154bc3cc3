"""A month and a half of everything that a published KPI counts."""

from __future__ import annotations

import random

from metrics import published, snapshots
from tests.metrics import sent
from tests.metrics.histories import random_history
from tickets.kinds import Resolver
from tickets.models import SlaTarget, TicketFact

CHANNELS = ("chat", "email", "phone", None)


def everything(seed: int, *, tickets: int = 150, each: int = 40) -> None:
    """Facts of all kinds in the current account, from 1 March to 29 April 2026, the same for the same seed."""
    chance = random.Random(seed)
    SlaTarget.objects.get_or_create(priority="", defaults={"first_reply_seconds": 3600.0, "resolution_seconds": 86400.0})
    random_history(seed, tickets=tickets)
    facts = list(TicketFact.objects.filter(ticket__source=f"random {seed}").order_by("ticket_id")[:each])
    for fact in facts:
        of = fact if chance.random() < 0.7 else None

        def when() -> str:
            return f"{chance.choice(['03', '04'])}-{chance.randint(1, 28):02} {chance.randint(0, 23):02}:{chance.randint(0, 59):02}"

        resolver = chance.choice([int(Resolver.HUMAN), int(Resolver.AI)])
        sent.session(when(), chance.choice([sent.RESOLVED, sent.ESCALATED, sent.OPEN]), of=of, channel=chance.choice(CHANNELS))
        sent.visit(when(), answered=chance.random() < 0.5, of=of)
        sent.work(when(), talk=chance.uniform(30, 900), of=of)
        sent.review(when(), resolver, chance.random(), of=of)
        sent.tone(when(), chance.uniform(-1, 1), of=of)
        sent.invitation(when(), answered=chance.random() < 0.4, of=of)
        sent.opinion(when(), sent.CES, chance.randint(1, 5), of=of)
        sent.opinion(when(), sent.NPS, chance.randint(0, 10), of=of, scale=(0, 10))
        sent.cost(when()[:5], round(chance.uniform(1, 500), 2), borne_by=chance.choice([resolver, None]))
    for column in ("first_reply_sla_met", "resolution_sla_met"):
        TicketFact.objects.filter(ticket_id__in=[fact.ticket_id for fact in facts]).update(**{column: chance.random() < 0.5})
        TicketFact.objects.filter(ticket_id__in=[fact.ticket_id for fact in facts[::2]]).update(**{column: True})


def recomputed() -> None:
    """Every state, and what is published of them."""
    snapshots.recompute()
    published.publish()
