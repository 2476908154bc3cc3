"""One person is forgotten: in tickets, rows, snapshots and files, also when the same data comes again; everybody else stays."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from surveys.models import Answer
from tenants import schemas
from tenants.errors import Invalid
from tenants.models import Account, AuditEntry
from tickets import erasure, uploads
from tickets.ingest import Batch, EventRecord, TicketRecord, load
from tickets.ingest.rows import load as load_rows
from tickets.kinds import Author, Kind
from tickets.models import Customer, ErasedCustomer, Erasure, Event, IdempotentRequest, Import, Label, Search, Subscription, Ticket
from tickets.models import Snapshot as Kept

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANNA = ("desk", "anna@shop.test")
WORDS = ("Anna Müller", "anna@shop.test")


@pytest.fixture(autouse=True)
def _sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.tasks.schedule_or_leave", lambda *args: None)


def ticket(number: int, customer: str, **said: Any) -> TicketRecord:
    return TicketRecord("desk", str(number), customer=customer, **said)


def event(number: int, kind: Kind, detail: str | None = None, *, minutes: int = 0, **said: Any) -> EventRecord:
    return EventRecord("desk", str(number), NOON + timedelta(minutes=minutes), int(kind), int(Author.CUSTOMER), detail=detail, **said)


def history() -> Batch:
    """Two tickets of Anna's and one of Bob's, who mentions her."""
    return Batch(
        [
            ticket(1, "anna@shop.test", subject="Where is my parcel? Anna Müller", tags=("vip", "anna-müller"), custom={"phone": "+49 170", "plan": "pro"}),
            ticket(2, "anna@shop.test", subject="Second order"),
            ticket(3, "bob", subject="Anna Müller sent me", tags=("vip",), custom={"friend": "anna@shop.test", "plan": "pro"}),
        ],
        [
            event(1, Kind.CREATED),
            event(1, Kind.ESCALATED, "Anna is upset", minutes=1),
            event(1, Kind.STATUS_CHANGED, "waiting", minutes=2),
            event(1, Kind.RATED, "Signed, A. M.", minutes=3, score=2, scale_low=1, scale_high=5),
            event(3, Kind.CREATED),
            event(3, Kind.ESCALATED, "friend of anna@shop.test", minutes=1),
            event(3, Kind.RATED, "All good", minutes=3, score=5, scale_low=1, scale_high=5),
        ],
    )


CUSTOMER = {"customer": "anna@shop.test", "customer_source": "desk"}
ROWS: dict[str, list[dict[str, Any]]] = {
    "survey_answers": [
        {"id": "A1", "at": "2026-03-03T10:00:00Z", "kind": "nps", "score": 3, **CUSTOMER, "comment": "Never again"},
        {"id": "A2", "at": "2026-03-03T10:00:00Z", "kind": "ces", "score": 3, "ticket": "1", "ticket_source": "desk", "comment": "Hard"},
        {"id": "A3", "at": "2026-03-03T10:00:00Z", "kind": "csat", "score": 1, "ticket": "2", "ticket_source": "desk", "comment": "I am A. M."},
        {"id": "A4", "at": "2026-03-03T10:00:00Z", "kind": "nps", "score": 9, "customer": "bob", "customer_source": "desk", "comment": "Fine"},
    ],
    "searches": [
        {"id": "S1", "at": "2026-03-03T10:00:00Z", "query": "parcel of ANNA MÜLLER", "results": 0, "clicked": False},
        {"id": "S2", "at": "2026-03-03T10:00:00Z", "query": "parcel", "results": 0, "clicked": False},
    ],
    "subscriptions": [
        {"id": "B1", **CUSTOMER, "started_day": "2026-01-01", "ended_day": "2026-03-01", "reason": "Moved to Kiel"},
    ],
}  # fmt: skip


def sent() -> dict[str, Any]:
    """Everything, as it comes from outside; answers what it changed."""
    done: dict[str, Any] = {"tickets": load(history())}
    for kind, rows in ROWS.items():
        done[kind] = load_rows(kind, rows, source="tool")
        assert done[kind].rejected == []
    return done


def forget(*identities: tuple[str, str], also: Sequence[str] = ()) -> Erasure:
    asked = erasure.request(identities=identities, also=also, by=None)
    erasure.perform(asked.pk)
    asked.refresh_from_db()
    return asked


def everything(account: Account) -> str:
    """All rows of all tables of the account, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [account.schema_name])
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{account.schema_name}"."{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found).lower()


TRACES = ("anna", "müller", "parcel?", "upset", "signed", "second order", "never again", "hard", "i am a. m.", "kiel", "+49 170")


class TestForgetting:
    def test_nothing_of_the_person_is_left_and_everybody_else_is_as_before(self, account: Account) -> None:
        sent()
        done = forget(ANNA, also=WORDS)
        left = everything(account)
        assert [trace for trace in TRACES if trace in left] == []
        bob = Ticket.objects.get(external_id="3")
        assert bob.subject is not None
        assert bob.subject.startswith("erased-")
        assert (bob.tags, bob.custom["plan"], bob.customer) == (["vip"], "pro", Customer.objects.get(external_id="bob"))
        assert Event.objects.get(ticket=bob, kind=Kind.RATED).detail == "All good"
        assert Answer.objects.get(external_id="A4").comment == "Fine"
        assert Search.objects.get(external_id="S2").query == "parcel"
        assert (done.status, done.asked) == (Erasure.Status.DONE, {})

    def test_what_is_counted_stays(self, account: Account) -> None:
        sent()
        before = Customer.objects.get(external_id="anna@shop.test").pk
        rows = (Ticket, Event, Answer, Subscription, Search)
        counts = [model._default_manager.count() for model in rows]
        done = forget(ANNA, also=WORDS)
        assert [model._default_manager.count() for model in rows] == counts
        assert Ticket.objects.filter(customer=before).count() == 2
        assert Event.objects.get(kind=Kind.STATUS_CHANGED).detail == "waiting"
        assert Event.objects.get(kind=Kind.RATED, ticket__external_id="1").score == 2
        told = {name: number for name, number in done.counts.items() if number}
        assert (told["customers"], told["tickets"], told["tickets_subscription"], told["tickets_search"]) == (1, 2, 1, 1)

    def test_it_is_in_the_audit_log_without_the_person(self, account: Account) -> None:
        sent()
        forget(ANNA, also=WORDS)
        entry = AuditEntry.objects.get(account=account, action="customer.erased")
        assert (entry.subject, entry.details) == ("", {})

    def test_twice_is_once(self, account: Account) -> None:
        sent()
        done = forget(ANNA, also=WORDS)
        before = everything(account)
        erasure.perform(done.pk)
        assert everything(account) == before
        again = forget(ANNA, also=WORDS)
        assert {name: number for name, number in again.counts.items() if number} == {"customers": 1, "tickets": 2}
        assert ErasedCustomer.objects.count() == 1

    def test_customers_of_other_sources_with_the_same_address_are_the_same_person(self, account: Account) -> None:
        load(Batch([TicketRecord("shop", "9", customer="ANNA@shop.test", subject="Order"), ticket(1, "anna@shop.test")], []))
        counts = forget(("desk", "17"), also=WORDS).counts
        assert (counts["customers"], counts["customers_unheard_of"]) == (2, 1)
        assert Ticket.objects.get(external_id="9").subject is None

    def test_labels_are_the_accounts_own_and_are_only_counted(self, account: Account) -> None:
        load(Batch([ticket(1, "anna@shop.test", topic="Case of Anna Müller")], []))
        assert forget(ANNA, also=WORDS).counts["labels_left"] == 1
        assert Label.objects.filter(name="Case of Anna Müller").exists()

    def test_identifiers_that_name_the_person_stay_apart_and_alike(self, account: Account) -> None:
        load(Batch([TicketRecord("mail", "Anna Müller", customer="bob"), TicketRecord("mail", "anna müller", customer="bob")], []))
        load_rows("sentiments", [{"id": "1", "at": "2026-03-03T10:00:00Z", "value": 0, "ticket": "Anna Müller", "ticket_source": "mail"}], source="tool")
        forget(ANNA, also=WORDS)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT external_id) FROM tickets_ticket")
            assert cursor.fetchone() == (2,)
            cursor.execute("SELECT count(*) FROM tickets_sentiment s JOIN tickets_ticket t ON t.id = s.ticket_id AND t.external_id = s.ticket_ref")
            assert cursor.fetchone() == (1,)

    def test_another_account_is_not_touched(self, account: Account, other_account: Account) -> None:
        with schemas.inside(other_account):
            load(history())
            before = everything(other_account)
        sent()
        forget(ANNA, also=WORDS)
        assert everything(other_account) == before


class TestComingAgain:
    def test_the_same_data_changes_nothing_and_brings_nobody_back(self, account: Account) -> None:
        sent()
        forget(ANNA, also=WORDS)
        numbers = list(Ticket.objects.order_by("pk").values_list("pk", "customer_id"))
        sent()
        again = sent()
        assert [Ticket.objects.get(external_id=number).subject for number in ("1", "2")] == [None, None]
        assert not Customer.objects.filter(external_id="anna@shop.test").exists()
        assert list(Ticket.objects.order_by("pk").values_list("pk", "customer_id")) == numbers
        assert again["tickets"].tickets_updated == again["tickets"].events_updated == 0
        assert (again["survey_answers"].changed, again["subscriptions"].changed) == (0, 0)
        left = everything(account)
        assert [trace for trace in ("kiel", "never again", "hard", "i am a. m.", "upset", "signed") if trace in left] == []

    def test_new_tickets_and_rows_are_the_nameless_customers(self, account: Account) -> None:
        sent()
        forget(ANNA)
        nameless = ErasedCustomer.objects.get().customer
        load(
            Batch(
                [ticket(7, "anna@shop.test", subject="Me again, Anna", custom={"phone": "1"})],
                [event(7, Kind.RATED, "A. M.", score=1, scale_low=1, scale_high=5)],
            )
        )
        load_rows("survey_answers", [{**ROWS["survey_answers"][0], "id": "A9", "comment": "Anna here"}], source="tool")
        fresh = Ticket.objects.get(external_id="7")
        assert (fresh.customer, fresh.subject, fresh.custom, fresh.tags) == (nameless, None, {}, [])
        assert Event.objects.get(ticket=fresh).detail is None
        answer = Answer.objects.get(external_id="A9")
        assert (answer.customer, answer.comment) == (nameless, None)

    def test_text_that_came_before_its_customer_was_named_goes_too(self, account: Account) -> None:
        forget(ANNA)
        load(Batch([TicketRecord("desk", "8", subject="Hello")], [event(8, Kind.RATED, "A. M.", score=1, scale_low=1, scale_high=5)]))
        load_rows("survey_answers", [{**ROWS["survey_answers"][1], "id": "A8", "ticket": "8"}], source="tool")
        load(Batch([ticket(8, "anna@shop.test")], []))
        assert Ticket.objects.get(external_id="8").subject is None
        assert Event.objects.get(ticket__external_id="8").detail is None
        assert Answer.objects.get(external_id="A8").comment is None

    def test_strangers_keep_their_text(self, account: Account) -> None:
        forget(ANNA)
        load(Batch([ticket(3, "bob", subject="Hello", custom={"plan": "pro"})], [event(3, Kind.RATED, "Good", score=5, scale_low=1, scale_high=5)]))
        assert (Ticket.objects.get().subject, Ticket.objects.get().custom, Event.objects.get().detail) == ("Hello", {"plan": "pro"}, "Good")

    def test_the_digest_alone_tells_nobody_who_it_was(self, account: Account, other_account: Account) -> None:
        forget(ANNA)
        with schemas.inside(other_account):
            forget(ANNA)
            theirs = ErasedCustomer.objects.get().digest
        assert ErasedCustomer.objects.get().digest != theirs


class TestFiles:
    def upload(self, content: bytes, status: str = Import.Status.DONE) -> Import:
        made = uploads.store([content], filename="export.csv")
        Import.objects.filter(pk=made.pk).update(status=status)
        return made

    def test_uploads_that_name_the_person_are_removed_and_others_stay(self, account: Account) -> None:
        named = [
            self.upload("id,who\n1,anna müller\n".encode()),
            self.upload("id,who\n1,ANNA MÜLLER\n".encode("latin-1")),
            self.upload(gzip.compress(b"id,who\n1,anna@shop.test\n")),
            self.upload(b"\x1f\x8b broken"),
        ]
        other = self.upload(b"id,who\n1,bob\n")
        rejects = uploads.rejects_of(other).path
        rejects.write_text("line,field\n1,Anna Müller\n")
        waiting = self.upload(b"anna@shop.test", Import.Status.UPLOADED)
        done = forget(ANNA, also=WORDS)
        assert [uploads.file_of(each).exists() for each in (*named, other, waiting)] == [False, False, False, False, True, False]
        assert not rejects.exists()
        assert not Import.objects.filter(pk=waiting.pk).exists()
        assert done.counts["files"] == 6

    def test_a_word_across_two_pieces_of_a_file_is_found(self, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tickets.erasure.files.PIECE", 8)
        upload = self.upload(b"0123456 anna@shop.test 0123456789")
        forget(ANNA)
        assert not uploads.file_of(upload).exists()

    def test_while_an_import_runs_its_file_is_left_to_the_next_sweep(self, account: Account) -> None:
        running = self.upload(b"anna@shop.test", Import.Status.IMPORTING)
        asked = forget(ANNA)
        assert (asked.status, asked.asked != {}) == (Erasure.Status.FILES, True)
        Import.objects.filter(pk=running.pk).update(status=Import.Status.DONE)
        erasure.perform(asked.pk)
        asked.refresh_from_db()
        assert (asked.status, asked.asked, uploads.file_of(running).exists()) == (Erasure.Status.DONE, {}, False)

    def test_answers_kept_for_repetitions_name_nobody(self, account: Account) -> None:
        IdempotentRequest.objects.create(key="1", fingerprint="f", status=200, answer={"rejected": [{"row": 2, "value": "anna@shop.test"}]})
        forget(ANNA)
        (refused,) = IdempotentRequest.objects.get().answer["rejected"]
        assert (refused["row"], refused["value"][:7]) == (2, "erased-")


class TestSnapshots:
    def test_states_are_kept_without_text_and_the_next_one_finds_them(self, account: Account) -> None:
        state = {"status": "open", "attributes": {"subject": "Hello", "customer": "anna@shop.test", "tags": ["x"], "custom": {"a": 1}, "channel": "email"}}
        load(Batch([ticket(5, "anna@shop.test", subject="Hello")], []))
        Kept.objects.create(ticket=Ticket.objects.get(), at=NOON, state=state, digest="0" * 32)
        forget(ANNA)
        told = Kept.objects.get().state["attributes"]
        assert told == {"customer": Customer.objects.get().external_id, "tags": [], "custom": {}, "channel": "email"}
        assert told["customer"].startswith("erased-")


class TestAsking:
    @pytest.mark.parametrize("also", [["An"], ["x" * 301], ["Anna"] * 21])
    def test_words_that_would_strike_strangers_are_refused(self, account: Account, also: list[str]) -> None:
        with pytest.raises(Invalid) as refused:
            erasure.request(identities=[ANNA], also=also, by=None)
        assert refused.value.field == "also"
        assert not Erasure.objects.exists()

    @pytest.mark.parametrize("identities", [[], [("desk", " ")], [("", "17")], [ANNA] * 21])
    def test_somebody_must_be_named(self, account: Account, identities: list[tuple[str, str]]) -> None:
        with pytest.raises(Invalid) as refused:
            erasure.request(identities=identities, by=None)
        assert refused.value.field == "identities"
