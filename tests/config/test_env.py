"""Values from the environment: taken as meant, or refused by name."""

from typing import Any

import pytest

from config import env


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the variable THING."""
    return lambda value: monkeypatch.setenv("THING", value)


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("1", True), ("YES", True), ("off", False), ("0", False), ("", True), (" ", True)])
def test_a_boolean_is_said_in_many_words(say: Any, said: str, meant: bool) -> None:
    say(said)
    assert env.boolean("THING", default=True) is meant


@pytest.mark.parametrize(("said", "meant"), [("1", 1), ("99", 99), ("", 7)])
def test_an_integer_lies_in_its_range(say: Any, said: str, meant: int) -> None:
    say(said)
    assert env.integer("THING", default=7, least=1, most=99) == meant


def test_words_are_separated_by_commas(say: Any) -> None:
    say("kpi.example.com, ,kpi.example.org,")
    assert env.words("THING") == ["kpi.example.com", "kpi.example.org"]


@pytest.mark.parametrize(("said", "meant"), [("https://kpi.example.com", "https://kpi.example.com"), ("http://box:8000/", "http://box:8000"), ("", "")])
def test_an_origin_has_no_path(say: Any, said: str, meant: str) -> None:
    say(said)
    assert env.origin("THING") == meant


@pytest.mark.parametrize(
    ("read", "nonsense"),
    [
        (lambda: env.boolean("THING", default=False), "perhaps"),
        (lambda: env.integer("THING", default=7, least=1, most=99), "100"),
        (lambda: env.integer("THING", default=7, least=1, most=99), "-1"),
        (lambda: env.integer("THING", default=7, least=1, most=99), "1e1"),
        (lambda: env.integer("THING", default=7, least=1, most=99), "٣"),
        (lambda: env.choice("THING", default="a", among=("a", "b")), "c"),
        (lambda: env.origin("THING"), "kpi.example.com"),
        (lambda: env.origin("THING"), "https://kpi.example.com/path"),
        (lambda: env.email("THING"), "pigeon://loft"),
        (lambda: env.database("THING", env.text("THING")), "mysql://localhost/plumbline"),
        (lambda: env.database("THING", env.text("THING")), "postgres://localhost"),
    ],
)
def test_nonsense_is_refused_with_the_name_of_the_variable(say: Any, read: Any, nonsense: str) -> None:
    say(nonsense)
    with pytest.raises(env.BadEnvironment, match=r"^THING must"):
        read()


def test_a_refusal_does_not_print_the_password() -> None:
    with pytest.raises(env.BadEnvironment) as refusal:
        env.database("THING", "mysql://ann:s3cret@localhost/plumbline")
    assert "s3cret" not in str(refusal.value)


def test_a_database_is_reached_by_network() -> None:
    found = env.database("THING", "postgres://ann:p%40ss@db.example.com:5433/plumb%20line?sslmode=require")
    assert found == {"NAME": "plumb line", "USER": "ann", "PASSWORD": "p@ss", "HOST": "db.example.com", "PORT": "5433", "OPTIONS": {"sslmode": "require"}}


def test_a_database_is_reached_by_socket() -> None:
    found = env.database("THING", "postgres://postgres@/plumbline?host=%2Frun%2Fpostgresql")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("file:///var/letters", {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": "/var/letters"}),
        ("smtp://mail.example.com", {"EMAIL_HOST": "mail.example.com", "EMAIL_PORT": 25, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}),
        ("smtp+tls://ann:p%40ss@mail.example.com", {"EMAIL_PORT": 587, "EMAIL_HOST_PASSWORD": "p@ss", "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False}),
        ("smtp+ssl://mail.example.com:2465", {"EMAIL_PORT": 2465, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True}),
    ],
)
def test_letters_go_where_the_variable_says(say: Any, said: str, expected: dict[str, Any]) -> None:
    say(said)
    assert env.email("THING").items() >= expected.items()
