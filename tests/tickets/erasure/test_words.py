"""A person's names and addresses are found as whole words, in any case, wherever text can be; strangers' are left alone."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tenants.models import Account
from tickets.erasure.columns import VOCABULARY, WORDS_OF_OURS, kind_of, models_with_text, searched
from tickets.erasure.requests import is_telling
from tickets.erasure.words import Words

ANNA = Words(["Anna Müller", "anna@shop.test", "+49 170 1234567"], alias="erased-1")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna Müller wrote", "erased-1 wrote"),
        ("ANNA  MÜLLER!", "erased-1!"),
        ("anna\nmüller", "erased-1"),
        ("from <Anna@Shop.test>.", "from <erased-1>."),
        ("Call +49 170 1234567.", "Call erased-1."),
        ("Mu\u0308ller, Anna Mu\u0308ller", "Müller, erased-1"),
        ("Joanna Müller", "Joanna Müller"),
        ("Anna Müllerson", "Anna Müllerson"),
        ("mary-anna@shop.test", "mary-anna@shop.test"),
        ("anna@shop.test.example", "anna@shop.test.example"),
        ("+49 170 12345678", "+49 170 12345678"),
    ],
)
def test_whole_words_and_no_others(text: str, left: str) -> None:
    assert ANNA.removed(text) == left


def test_lists_objects_keys_and_numbers_are_looked_into() -> None:
    words = Words(["Anna", "4917012345"], alias="x")
    assert words.removed({"Anna": ["by Anna", {"n": 4917012345}], "n": 49, "b": True, "z": None}) == {"x": ["by x", {"n": "x"}], "n": 49, "b": True, "z": None}


def test_without_words_nothing_is_found() -> None:
    nobody = Words([" "], alias="x")
    assert (nobody.within("anything"), nobody.likes) == (False, [])


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@example(word='O"Neil\\', before="", after="")
@example(word="100%_Anna", before="x ", after="")
@example(word="Łukasz Ø", before="", after=" ok")
@given(
    word=st.text(min_size=3, max_size=8).filter(lambda text: text.strip() and "\x00" not in text and text.isprintable()),
    before=st.just(" "),
    after=st.just(" "),
)
def test_the_database_lets_through_all_that_may_name_the_person(word: str, before: str, after: str) -> None:
    words = Words([word], alias="x")
    text = f"{before}{word}{after}"
    for written in (text, json.dumps({"said": text}, ensure_ascii=False)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s ILIKE ANY(%s)", [written, words.likes])
            assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(("identifier", "telling"), [("17", False), ("1234567890", False), ("C-104", False), ("anna@shop.test", True), ("cus_9fK2mQ1", True)])
def test_only_an_identifier_that_can_be_nobody_elses_is_looked_for_in_texts(identifier: str, telling: bool) -> None:
    assert is_telling(identifier) is telling


def test_every_text_of_an_account_is_searched_or_is_its_own_vocabulary(account: Account) -> None:
    """A new column of text is searched by itself; one that is not must be named with what it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s AND table_name <> 'django_migrations'"
            " AND (data_type IN ('text', 'character varying', 'jsonb', 'ARRAY'))",
            [account.schema_name],
        )
        held = set(cursor.fetchall())
    looked_at = {(column.table, column.name) for column in searched()}
    ours = {(table, column) for table, column in held if column in WORDS_OF_OURS}
    vocabulary = {label.replace(".", "_").lower() for label in VOCABULARY}
    assert {(table, column) for table, column in held - looked_at - ours if table not in vocabulary} == set()
    assert {("tickets_ticket", "subject"), ("tickets_ticket", "custom"), ("tickets_search", "query"), ("surveys_answer", "comment")} <= looked_at
    assert all(any(map(kind_of, model._meta.concrete_fields)) for model in models_with_text())
