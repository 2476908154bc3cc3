"""The embedded server: up while somebody uses it, down afterwards, whatever is killed meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import cluster, server
from config.embedded.errors import EmbeddedError
from config.embedded.locks import is_taken
from config.embedded.places import CHECKOUT, Places, places

USER = """
import sys, time
from config.embedded import server
from config.embedded.places import places
held = server.hold(places(sys.argv[1]))
print('up', flush=True)
"""


@pytest.fixture(scope="module")
def trial() -> Iterator[Places]:
    """A server's places that nobody else uses; its data is made once."""
    fresh = places(f"trial-{os.getpid()}")
    yield fresh
    server.reset(fresh)
    for lock in ("start", "users", "keeper"):
        fresh.lock(lock).unlink(missing_ok=True)


@pytest.fixture
def place(trial: Places) -> Iterator[Places]:
    """The same, down before and after."""
    yield trial
    eventually(lambda: is_down(trial))


def is_down(place: Places) -> bool:
    return cluster.pid(place) is None and not is_taken(place.lock("keeper"))


def answers(place: Places) -> bool:
    try:
        with psycopg.connect(place.url("postgres")) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def eventually(fact: Callable[[], bool], *, within: float = 30.0) -> None:
    until = time.monotonic() + within
    while not fact():
        assert time.monotonic() < until, "It did not come true in time."
        time.sleep(0.02)


def another_user(place: Places, then: str) -> "subprocess.Popen[str]":
    """A process that uses the server, and does something afterwards."""
    user = subprocess.Popen([sys.executable, "-c", f"{USER}{then}", place.name], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    assert user.stdout
    assert user.stdout.readline() == "up\n"
    return user


def test_it_is_up_from_hold_to_release(place: Places) -> None:
    held = server.hold(place)
    assert answers(place)
    held.release()
    assert not answers(place)
    assert cluster.pid(place) is None


def test_data_stays_from_one_use_to_the_next(place: Places) -> None:
    held = server.hold(place)
    with psycopg.connect(place.url("postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    held.release()
    held = server.hold(place)
    with psycopg.connect(place.url("postgres")) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    held.release()


def test_it_stays_up_until_the_last_user_has_gone(place: Places) -> None:
    first, second = server.hold(place), server.hold(place)
    first.release()
    assert answers(place)
    second.release()
    assert not answers(place)


def test_releasing_twice_takes_it_from_nobody_else(place: Places) -> None:
    first, second = server.hold(place), server.hold(place)
    first.release()
    first.release()
    assert answers(place)
    second.release()


def test_users_that_begin_at_the_same_moment_share_one_server(place: Places) -> None:
    users = [subprocess.Popen([sys.executable, "-c", f"{USER}held.release()", place.name], cwd=CHECKOUT, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [user.wait(60) for user in users] == [0, 0, 0, 0]


def test_it_goes_down_when_its_only_user_is_killed(place: Places) -> None:
    user = another_user(place, "time.sleep(60)")
    user.kill()
    user.wait()
    eventually(lambda: is_down(place))


def test_a_killed_server_comes_back_while_it_is_used(place: Places) -> None:
    held = server.hold(place)
    killed = cluster.pid(place)
    assert killed
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: cluster.pid(place) not in (None, killed) and answers(place))
    held.release()


def test_a_killed_keeper_leaves_a_server_that_the_next_user_takes_over(place: Places) -> None:
    held = server.hold(place)
    running = cluster.pid(place)
    assert running
    keeper = int(subprocess.run(["ps", "-o", "ppid=", "-p", str(running)], capture_output=True, text=True, check=True).stdout)
    os.kill(keeper, signal.SIGKILL)
    eventually(lambda: not is_taken(place.lock("keeper")))
    other = server.hold(place)
    assert cluster.pid(place) == running
    held.release()
    other.release()
    eventually(lambda: cluster.pid(place) is None)


def test_everything_killed_at_once_starts_again(place: Places) -> None:
    user = another_user(place, "time.sleep(60)")
    running = cluster.pid(place)
    assert running
    keeper = int(subprocess.run(["ps", "-o", "ppid=", "-p", str(running)], capture_output=True, text=True, check=True).stdout)
    for pid in (keeper, running, user.pid):
        os.kill(pid, signal.SIGKILL)
    user.wait()
    eventually(lambda: is_down(place))
    held = server.hold(place)
    assert answers(place)
    held.release()


def test_the_pid_of_a_zombie_does_not_count_as_a_running_server(place: Places) -> None:
    server.hold(place).release()
    zombie = subprocess.Popen([sys.executable, "-c", "", str(place.data)])
    eventually(lambda: ") Z" in Path(f"/proc/{zombie.pid}/stat").read_text())
    place.pid_file.write_text(f"{zombie.pid}\n{place.data}\n\n\n\n\n\nready\n")
    held = server.hold(place)
    assert answers(place)
    held.release()
    zombie.wait()


def test_the_pid_of_another_program_does_not_count_as_a_running_server(place: Places) -> None:
    server.hold(place).release()
    place.pid_file.write_text(f"{os.getpid()}\n{place.data}\n\n\n\n\n\nready\n")
    held = server.hold(place)
    assert answers(place)
    held.release()


def test_an_interrupted_beginning_is_begun_again(place: Places) -> None:
    server.hold(place).release()
    place.data.rename(place.private / "data.unfinished")
    held = server.hold(place)
    assert answers(place)
    held.release()


def test_data_of_another_major_version_is_refused_with_its_way_out(place: Places) -> None:
    server.hold(place).release()
    version = place.data / "PG_VERSION"
    right = version.read_text()
    version.write_text("12\n")
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 12(?s:.)*make reset"):
        server.hold(place)
    version.write_text(right)


def test_resetting_is_refused_while_it_is_used(place: Places) -> None:
    held = server.hold(place)
    with pytest.raises(EmbeddedError, match="in use"):
        server.reset(place)
    assert answers(place)
    held.release()


def test_resetting_throws_the_data_away(place: Places) -> None:
    server.hold(place).release()
    server.reset(place)
    assert not place.data.exists()


def test_strangers_cannot_enter_its_folder(place: Places) -> None:
    held = server.hold(place)
    assert place.private.stat().st_mode & 0o077 == 0
    held.release()


def test_the_socket_fits_into_the_systems_limit() -> None:
    assert len(str(places("development").socket / ".s.PGSQL.5432.lock")) < 107
