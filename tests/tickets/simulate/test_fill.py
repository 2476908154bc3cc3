"""A sample enters an account through ingest, and its derived facts tell the story the characters promise."""

import pytest
from django.db.models import Avg, Case, FloatField, Q, Value, When

from tenants.models import Account
from tickets.kinds import Dimension, Resolver
from tickets.models import Event, Label, SlaTarget, Ticket, TicketFact
from tickets.simulate import BY_SLUG, fill

from .cast import UNTIL


def _fill(account: Account, slug: str = "snapfennel", tickets: int = 250) -> None:
    fill(account, tickets=tickets, character=BY_SLUG[slug], until=UNTIL)


def test_a_sample_has_tickets_events_and_facts(account: Account) -> None:
    filled = fill(account, tickets=250, until=UNTIL)
    assert (Ticket.objects.count(), Event.objects.count(), TicketFact.objects.count()) == (250, filled.events, 250)
    assert filled.facts == 250


def test_a_sample_can_be_told_from_a_real_import(account: Account) -> None:
    _fill(account)
    assert set(Ticket.objects.values_list("source", flat=True)) == {"sample"}


def test_filling_again_changes_nothing(account: Account) -> None:
    _fill(account)
    before = list(Event.objects.order_by("id").values_list("id", "at", "kind", "key"))
    _fill(account)
    assert list(Event.objects.order_by("id").values_list("id", "at", "kind", "key")) == before


def test_labels_have_names_that_people_read(account: Account) -> None:
    _fill(account)
    names = dict(Label.objects.filter(dimension__in=(Dimension.CHANNEL, Dimension.TOPIC)).values_list("key", "name"))
    assert (names["email"], names["late-delivery"]) == ("E-mail", "Late delivery")


def test_commitments_the_account_has_made_are_left_alone(account: Account) -> None:
    SlaTarget.objects.create(priority="", first_reply_seconds=60)
    _fill(account)
    assert [target.first_reply_seconds for target in SlaTarget.objects.all()] == [60]


def test_days_are_local_days_of_the_account(account: Account) -> None:
    _fill(account)
    hours = list(TicketFact.objects.values_list("created_hour", flat=True))
    assert sum(16 <= hour <= 20 for hour in hours) > 3 * sum(1 <= hour <= 5 for hour in hours)


def test_progress_is_told_until_all_is_written(account: Account) -> None:
    told: list[tuple[int, int]] = []
    fill(account, tickets=120, until=UNTIL, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (120, 120)


@pytest.mark.parametrize(("slug", "lowest", "highest"), [("fernglass", 0.6, 0.8), ("quietharbor", 0.93, 1.0)])
def test_resolutions_of_the_hasty_ai_do_not_last_and_those_of_the_calm_team_do(account: Account, slug: str, lowest: float, highest: float) -> None:
    fill(replace_zone(account, slug), tickets=1_200, character=BY_SLUG[slug], until=UNTIL)
    durable = Case(When(is_durable=True, then=Value(1.0)), default=Value(0.0), output_field=FloatField())
    by = Q(first_resolver=Resolver.AI) if slug == "fernglass" else Q(first_resolver__isnull=False)
    share = TicketFact.objects.filter(by, is_durable__isnull=False).aggregate(share=Avg(durable))["share"]
    assert lowest < share < highest


def replace_zone(account: Account, slug: str) -> Account:
    """The account, as if it lay in the character's own zone."""
    account.timezone = BY_SLUG[slug].timezone
    return account
