"""A sample enters an account through ingest, and its derived facts tell the story the characters promise."""

import pytest
from django.db.models import Avg, Case, FloatField, Q, Value, When

from tenants import schemas
from tenants.models import Account
from tickets.kinds import Dimension, Resolver
from tickets.models import Event, Label, SlaTarget, Ticket, TicketFact
from tickets.simulate import BY_SLUG, fill
from tickets.simulate.fill import Filled

from .cast import UNTIL


@pytest.fixture(scope="module")
def filled(kept_account: Account) -> Filled:
    """What filling said of the sample that the tests look at."""
    return fill(kept_account, tickets=250, until=UNTIL)


def test_a_sample_has_tickets_events_and_facts(account: Account, filled: Filled) -> None:
    assert (Ticket.objects.count(), Event.objects.count(), TicketFact.objects.count()) == (250, filled.events, 250)
    assert filled.facts == 250


def test_a_sample_can_be_told_from_a_real_import(account: Account, filled: Filled) -> None:
    assert set(Ticket.objects.values_list("source", flat=True)) == {"sample"}


def test_labels_have_names_that_people_read(account: Account, filled: Filled) -> None:
    names = dict(Label.objects.filter(dimension__in=(Dimension.CHANNEL, Dimension.TOPIC)).values_list("key", "name"))
    assert (names["email"], names["late-delivery"]) == ("E-mail", "Late delivery")


def test_days_are_local_days_of_the_account(account: Account, filled: Filled) -> None:
    hours = list(TicketFact.objects.values_list("created_hour", flat=True))
    assert sum(16 <= hour <= 20 for hour in hours) > 3 * sum(1 <= hour <= 5 for hour in hours)


def test_filling_again_changes_nothing_and_leaves_the_accounts_own_commitments_alone(account: Account, filled: Filled) -> None:
    SlaTarget.objects.all().delete()
    SlaTarget.objects.create(priority="", first_reply_seconds=60)
    before = list(Event.objects.order_by("id").values_list("id", "at", "kind", "key"))
    told: list[tuple[int, int]] = []
    fill(account, tickets=250, until=UNTIL, progress=lambda done, total: told.append((done, total)))
    assert list(Event.objects.order_by("id").values_list("id", "at", "kind", "key")) == before
    assert [target.first_reply_seconds for target in SlaTarget.objects.all()] == [60]
    assert told[-1] == (250, 250)


@pytest.mark.parametrize(("slug", "lowest", "highest"), [("fernglass", 0.6, 0.8), ("quietharbor", 0.93, 1.0)])
def test_resolutions_of_the_hasty_ai_do_not_last_and_those_of_the_calm_team_do(other_account: Account, slug: str, lowest: float, highest: float) -> None:
    durable = Case(When(is_durable=True, then=Value(1.0)), default=Value(0.0), output_field=FloatField())
    by = Q(first_resolver=Resolver.AI) if slug == "fernglass" else Q(first_resolver__isnull=False)
    with schemas.inside(other_account):
        fill(replace_zone(other_account, slug), tickets=800, character=BY_SLUG[slug], until=UNTIL)
        share = TicketFact.objects.filter(by, is_durable__isnull=False).aggregate(share=Avg(durable))["share"]
    assert lowest < share < highest


def replace_zone(account: Account, slug: str) -> Account:
    """The account, as if it lay in the character's own zone."""
    account.timezone = BY_SLUG[slug].timezone
    return account
