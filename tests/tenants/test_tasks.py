"""A task works in the account it was sent from, and in no other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app, shared_task
from celery.app.trace import build_tracer
from celery.contrib.testing.worker import start_worker
from celery.signals import before_task_publish
from django.db import transaction

from tenants import schemas
from tenants.models import Account
from tenants.tasks import HEADER, AccountTask, NoAccount, schedule, schedule_for_every_account, schedule_named, schedule_or_leave
from tickets.models import Customer

seen: list[str] = []


@shared_task(base=AccountTask, name="tests.look")
def look() -> None:
    seen.append(schemas.schema_name())


@shared_task(base=AccountTask, name="tests.look_around", shared=True)
def look_around() -> None:
    seen.append(schemas.schema_name())


@shared_task(base=AccountTask, name="tests.write")
def write(name: str) -> None:
    Customer.objects.create(source="task", external_id=name)


@shared_task(base=AccountTask, name="tests.fail")
def fail() -> None:
    seen.append(schemas.schema_name())
    raise ValueError("No.")


@shared_task(base=AccountTask, name="tests.stray")
def stray(schema: str) -> None:
    """Leaves the connection somewhere else, as a careless body may."""
    schemas.enter(Account.objects.get(schema_name=schema))


@shared_task(base=AccountTask, name="tests.try_again", bind=True, max_retries=2)
def try_again(self: AccountTask) -> None:
    seen.append(schemas.schema_name())
    raise self.retry(countdown=0)


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    seen.clear()


@pytest.fixture
def eager() -> Iterator[None]:
    conf = current_app.conf
    before = conf.task_always_eager, conf.task_eager_propagates
    conf.task_always_eager = conf.task_eager_propagates = True
    yield
    conf.task_always_eager, conf.task_eager_propagates = before


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The messages that would go to the broker: name, args, headers."""
    messages: list[dict[str, Any]] = []

    def keep(self: Any, producer: Any, name: str, message: Any, **options: Any) -> None:
        message.headers.update(options.get("headers") or {})
        before_task_publish.send(sender=name, headers=message.headers, body=message.body)
        messages.append({"name": name, "args": message.body[0], "headers": message.headers})

    monkeypatch.setattr(current_app.amqp, "send_task_message", keep.__get__(current_app.amqp), raising=False)
    return messages


def work(message: dict[str, Any]) -> Any:
    """Run a message as a worker does."""
    task = current_app.tasks[message["name"]]
    tracer = build_tracer(task.name, task, app=current_app._get_current_object(), propagate=False)
    return tracer(message["headers"]["id"], message["args"], {}, {**message["headers"], "delivery_info": {}, "is_eager": False, "called_directly": False})


@pytest.mark.django_db
class TestSending:
    def test_the_message_names_the_account(self, account: Account, sent: list[dict[str, Any]]) -> None:
        look.apply_async()
        look.delay()
        assert [message["headers"][HEADER] for message in sent] == ["a_acme", "a_acme"]

    def test_a_message_sent_by_name_names_it_too(self, account: Account, sent: list[dict[str, Any]]) -> None:
        current_app.send_task("tests.look")
        assert sent[0]["headers"][HEADER] == "a_acme"

    def test_outside_of_accounts_nothing_is_sent(self, sent: list[dict[str, Any]]) -> None:
        with pytest.raises(NoAccount):
            look.delay()
        with pytest.raises(NoAccount):
            schedule(look)
        assert sent == []

    def test_a_shared_task_is_sent_from_anywhere_and_names_no_account(self, account: Account, sent: list[dict[str, Any]]) -> None:
        look_around.delay()
        with schemas.outside():
            look_around.delay()
        assert [message["headers"][HEADER] for message in sent] == ["public", "public"]

    def test_scheduled_work_waits_for_the_commit_and_keeps_its_account(
        self, account: Account, other_account: Account, sent: list[dict[str, Any]], django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=False) as callbacks:
            schedule(look)
            with schemas.inside(other_account):
                look.delay_on_commit()
                schedule_named("tests.look")
                schedule_or_leave("tests.look")
        assert sent == []
        with schemas.outside():
            for callback in callbacks:
                callback()
        assert [message["headers"][HEADER] for message in sent] == ["a_acme", "a_umbra", "a_umbra", "a_umbra"]

    def test_a_process_that_has_not_imported_the_task_sends_it_by_name_all_the_same(self) -> None:
        program = (
            "import django; django.setup()\n"
            "from celery import current_app; from tenants import schemas, tasks; from tenants.models import Account\n"
            "assert 'tickets.derive' not in current_app.tasks\n"
            "tasks.schedule = lambda task, *args: print(task.name)\n"
            "tasks.schedule_named('tickets.derive')\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})
        assert done.stdout.strip() == "tickets.derive", done.stderr

    def test_work_of_a_rolled_back_transaction_is_never_sent(
        self, account: Account, sent: list[dict[str, Any]], django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            schedule(look)
            transaction.set_rollback(True)
        assert sent == []

    def test_the_clock_reaches_every_account(self, other_account: Account, sent: list[dict[str, Any]], django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            count = schedule_for_every_account(look)
        names = [message["headers"][HEADER] for message in sent]
        assert names == list(Account.objects.order_by("pk").values_list("schema_name", flat=True))
        assert count == len(names) >= 2


@pytest.mark.django_db
class TestWorking:
    def test_two_tasks_of_two_accounts_do_not_mix(self, account: Account, other_account: Account, sent: list[dict[str, Any]]) -> None:
        write.delay("of acme")
        with schemas.inside(other_account):
            write.delay("of umbra")
        schemas.leave()
        for message in sent:
            work(message)
            assert schemas.schema_name() == "public"
        for entered, name in ((account, "of acme"), (other_account, "of umbra")):
            with schemas.inside(entered):
                assert list(Customer.objects.values_list("external_id", flat=True)) == [name]

    def test_a_failed_task_leaves_no_account_behind(self, account: Account, sent: list[dict[str, Any]]) -> None:
        fail.delay()
        look_around.delay()
        schemas.leave()
        work(sent[0])
        assert schemas.schema_name() == "public"
        work(sent[1])
        assert seen == ["a_acme", "public"]

    def test_a_retry_goes_back_to_the_same_account(self, account: Account, sent: list[dict[str, Any]]) -> None:
        try_again.delay()
        schemas.leave()
        work(sent[0])
        assert schemas.schema_name() == "public"
        assert sent[1]["headers"][HEADER] == "a_acme"
        work(sent[1])
        assert seen == ["a_acme", "a_acme"]

    def test_a_careless_body_does_not_take_the_next_task_along(self, account: Account, other_account: Account, sent: list[dict[str, Any]]) -> None:
        stray.delay(other_account.schema_name)
        look.delay()
        schemas.leave()
        for message in sent:
            work(message)
        assert seen == ["a_acme"]

    @pytest.mark.parametrize("header", ["a_gone", "public", None])
    def test_without_its_account_a_task_does_not_run(self, account: Account, sent: list[dict[str, Any]], header: str | None) -> None:
        look.delay()
        message = {**sent[0], "headers": {**sent[0]["headers"], HEADER: header}}
        result = work(message)
        assert isinstance(result.info.retval, NoAccount)
        assert seen == []

    def test_a_task_finds_itself_nowhere_rather_than_where_the_last_one_was(self, account: Account, sent: list[dict[str, Any]]) -> None:
        look.delay()
        work({**sent[0], "headers": {**sent[0]["headers"], HEADER: "a_gone"}})
        assert schemas.schema_name() == "public"
        assert seen == []


@pytest.mark.django_db
@pytest.mark.usefixtures("eager")
class TestWithinTheCaller:
    def test_the_task_runs_in_the_callers_account_and_the_caller_stays_there(self, account: Account) -> None:
        look.delay()
        assert seen == ["a_acme"]
        assert schemas.current() == account

    def test_a_shared_task_runs_outside_and_the_caller_stays_inside(self, account: Account) -> None:
        look_around.delay()
        assert seen == ["public"]
        assert schemas.current() == account

    def test_a_failure_too_brings_the_caller_back(self, account: Account) -> None:
        with pytest.raises(ValueError, match="No"):
            fail.delay()
        assert schemas.current() == account

    def test_what_the_clock_starts_runs_in_each_account(self, other_account: Account, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            schedule_for_every_account(look)
        assert {"a_acme", "a_umbra"} <= set(seen)


def test_every_task_of_ours_belongs_to_an_account_or_says_that_it_does_not() -> None:
    current_app.loader.import_default_modules()
    ours = {name: task for name, task in current_app.tasks.items() if not name.startswith("celery.")}
    assert len(ours) > 5
    assert [name for name, task in ours.items() if not isinstance(task, AccountTask)] == []


class TestThroughABroker:
    """The same with messages that are really written, delivered and read, by a worker in a thread."""

    @pytest.fixture
    def served(self, _accounts: dict[str, int], django_db_blocker: Any) -> Iterator[list[Account]]:
        """The accounts, while a worker runs."""
        with django_db_blocker.unblock(), start_worker(current_app, pool="solo", perform_ping_check=False, shutdown_timeout=10):
            yield list(Account.objects.filter(pk__in=_accounts.values()))
            schemas.leave()

    def test_tasks_of_two_accounts_take_turns_in_one_worker(self, served: list[Account]) -> None:
        for account in served * 2:
            with schemas.inside(account):
                fail.delay()
                try_again.delay()
        look_around.delay()
        until = time.monotonic() + 20
        while len(seen) < 17 and time.monotonic() < until:
            time.sleep(0.02)
        assert Counter(seen) == {"a_acme": 8, "a_umbra": 8, "public": 1}  # Each failure once, each retry three times.
