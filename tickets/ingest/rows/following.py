"""How rows follow their tickets and their account: linked when the ticket arrives, counted anew when its facts change, re-dated with the zone."""

from collections.abc import Sequence

from django.db import connection, transaction

from tickets import business_time
from tickets.ingest.statements import TAKE_TURN

from . import statements
from .kinds import KINDS


def link(arrived: Sequence[int]) -> None:
    """Link the rows that named these tickets before they came. Called by tickets.ingest.load, in its transaction and turn."""
    naming = [kind for kind in KINDS.values() if kind.names_tickets]
    with connection.cursor() as cursor:
        cursor.execute(statements.waiting(naming))
        waiting = {key for (key,) in cursor.fetchall()}
        for kind in naming:
            for step in (statements.linking(kind), *kind.linked) if kind.key in waiting else ():
                cursor.execute(step, {"arrived": list(arrived)})


def touch_days(ticket_ids: Sequence[int], *, changed: Sequence[int] = ()) -> None:
    """Touch the days of rows whose ticket's facts changed, for they are counted by its labels. Called by tickets.facts, in its transaction."""
    if not changed:
        return
    with connection.cursor() as cursor:
        for kind in KINDS.values():
            if kind.names_tickets:
                cursor.execute(statements.following(kind), {"changed": list(changed)})


def redate() -> None:
    """Put every row on its day in the account's zone as it is now, and touch the days that rows leave and enter. One transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_TURN)
        for kind in KINDS.values():
            if kind.has_instant:
                for step in (statements.redating(kind), *kind.redated):
                    cursor.execute(step, {"zone": business_time.zone()})
