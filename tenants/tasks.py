"""Background work of one account: published with its schema's name, run inside that schema, out of it afterwards.

A task is an `AccountTask` of three lines whose body calls one function; `schedule` sends it once the transaction is
committed. Three Celery signals carry the account: named in a header when the message is published, entered before the
task runs, left after it, whether it succeeded, failed or will be retried. Celery swallows what a signal's receiver
raises, so the task itself refuses to be sent or started without its account.
"""

from __future__ import annotations

import logging
from typing import Any

from celery import Task, current_app
from celery.exceptions import Ignore
from celery.signals import before_task_publish, task_postrun, task_prerun
from django.db import transaction
from kombu.exceptions import OperationalError

from tenants import schemas
from tenants.models import Account

logger = logging.getLogger(__name__)
HEADER = "plumbline_schema"
PUBLIC = "public"


class NoAccount(LookupError):
    """A task that works inside an account was sent or started outside of all accounts, or its account is gone."""


class AccountTask(Task):
    """Base of all tasks: `@shared_task(base=AccountTask, name="tickets.derive")`; with `shared=True` it belongs to no account.

    Arguments are plain JSON values. Raises `NoAccount` when sent or started outside of an account, unless shared. In a suspended
    account nothing is done, unless the task says `while_suspended=True`; sweeps find what was left when the account is resumed.
    """

    shared = False
    while_suspended = False

    def apply_async(self, args: Any = None, kwargs: Any = None, *, headers: dict[str, Any] | None = None, **options: Any) -> Any:
        if not headers or HEADER not in headers:
            headers = {**(headers or {}), HEADER: schema_for(self)}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        schedule(self, *args, **kwargs)

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> None:
        if self.shared:
            return
        if schemas.schema_name() in (PUBLIC, None):
            raise NoAccount(f"{self.name} must run inside an account; its message names {named_schema(self)!r}.")
        if not self.while_suspended and schemas.current().suspended_at is not None:
            raise Ignore(f"{schemas.current()} is suspended.")


def schedule(task: AccountTask, *args: Any, **kwargs: Any) -> None:
    """Send the task for the account that is entered now, once the current transaction is committed; never if it is rolled back."""
    headers = {HEADER: schema_for(task)}
    transaction.on_commit(lambda: task.apply_async(args, kwargs, headers=headers))


def schedule_named(name: str, *args: Any, **kwargs: Any) -> None:
    """Like `schedule`, for a task that is known by its name only because its app is above the caller's."""
    schedule(_named(name), *args, **kwargs)


def schedule_or_leave(name: str, *args: Any, **kwargs: Any) -> None:
    """Like `schedule_named`, for work that the next sweep finds as well: with the broker down it is left to that, and nothing is raised."""
    task = _named(name)
    headers = {HEADER: schema_for(task)}

    def send() -> None:
        try:
            task.apply_async(args, kwargs, headers=headers)
        except (OperationalError, OSError) as error:
            logger.warning("%s is left to the next sweep: the broker is down (%s).", name, type(error).__name__)

    transaction.on_commit(send)


def _named(name: str) -> AccountTask:
    if name not in current_app.tasks:  # A web process has imported no tasks but those it sends itself.
        current_app.loader.import_default_modules()
    task: AccountTask = current_app.tasks[name]
    return task


def schedule_for_every_account(task: AccountTask, *args: Any, **kwargs: Any) -> int:
    """Like `schedule`, once per account for which the task may run: what a shared task does that the clock starts. Returns how many."""
    accounts = list(Account.objects.order_by("pk") if task.while_suspended else Account.objects.filter(suspended_at=None).order_by("pk"))
    for account in accounts:
        with schemas.inside(account):
            schedule(task, *args, **kwargs)
    return len(accounts)


def schema_for(task: AccountTask) -> str:
    """The schema a message of this task names: the current one, or `public` for a shared task."""
    if task.shared:
        return PUBLIC
    schema = schemas.schema_name()
    if schema == PUBLIC:
        raise NoAccount(f"{task.name} must be sent from inside an account.")
    return schema


def named_schema(task: Task) -> str | None:
    """The schema that the running task's message names. Workers find it on the request, eager runs among its headers."""
    name = getattr(task.request, HEADER, None) or (task.request.headers or {}).get(HEADER)
    return str(name) if name else None


def name_the_account(headers: dict[str, Any] | None = None, **_: Any) -> None:
    """For messages that are sent by name, past `AccountTask.apply_async`."""
    if headers is not None:
        headers.setdefault(HEADER, schemas.schema_name())


def enter_the_account(task: Task, **_: Any) -> None:
    """Out of any account first: should the named one be gone, the task must find itself nowhere rather than elsewhere."""
    task.request.entered_from = schemas.connection.tenant
    schemas.leave()
    name = named_schema(task)
    if name not in (None, PUBLIC):
        schemas.enter(Account.objects.get(schema_name=name))


def leave_the_account(task: Task, **_: Any) -> None:
    """Back to where the caller was, if the task ran within its caller; a worker's next task starts outside."""
    if task.request.is_eager:
        schemas.connection.set_tenant(task.request.entered_from)
    else:
        schemas.leave()


before_task_publish.connect(name_the_account)
task_prerun.connect(enter_the_account)
task_postrun.connect(leave_the_account)
