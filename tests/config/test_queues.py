"""Which broker a BROKER_URL means."""

import pytest

from config import queues
from config.env import BadEnvironment


def test_the_queue_lies_beside_the_database() -> None:
    assert queues.beside("postgres://ann@db/plumbline?host=%2Frun") == "postgres://ann@db/plumbline_broker?host=%2Frun"


def test_a_queue_in_postgresql_is_reached_by_socket() -> None:
    broker, options = queues.transport("postgres://postgres@/plumbline_broker?host=%2Frun%2Fpg")
    assert broker.startswith("pgmq://")
    assert sorted(options["conn_string"].split()) == ["dbname=plumbline_broker", "host=/run/pg", "user=postgres"]


def test_a_message_in_postgresql_wakes_the_worker_at_once() -> None:
    _, options = queues.transport("postgres://postgres@/plumbline_broker?host=%2Frun%2Fpg")
    assert options["use_notify"] is True
    assert options["wait_time_seconds"] == 0


@pytest.mark.parametrize("url", ["redis://queue.example.com:6379/0", "rediss://queue.example.com/0", "amqp://ann@queue.example.com//", "memory://"])
def test_other_brokers_are_taken_as_they_are(url: str) -> None:
    assert queues.transport(url)[0] == url


@pytest.mark.parametrize("url", ["sqs://", "filesystem://", "http://queue.example.com", "queue"])
def test_an_unknown_broker_is_refused(url: str) -> None:
    with pytest.raises(BadEnvironment, match="BROKER_URL"):
        queues.transport(url)


def test_every_clock_task_has_a_name_that_some_queue_takes() -> None:
    routed = tuple(pattern.removesuffix("*") for pattern in queues.CELERY_TASK_ROUTES)
    assert all(entry["task"].startswith(routed) for entry in queues.CELERY_BEAT_SCHEDULE.values())


def test_queue_names_fit_into_postgresql() -> None:
    assert all(len(route["queue"]) <= 47 for route in queues.CELERY_TASK_ROUTES.values())
