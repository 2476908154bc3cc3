"""Global ids: opaque, bound to their account, null when they are nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.graphql import ids
from api.graphql.ids import Kind


@given(kind=st.sampled_from(Kind), key=st.integers(0, 2**62), realm=st.integers(1, 2**40))
def test_an_id_says_to_its_own_account_what_it_stands_for(kind: Any, key: int, realm: int) -> None:
    assert ids.decode(ids.encode(kind, key, realm=realm), realm=realm) == (kind, str(key))


@given(kind=st.sampled_from(Kind), key=st.integers(0, 2**62), mine=st.integers(1, 2**40), theirs=st.integers(1, 2**40))
def test_an_id_says_nothing_to_another_account(kind: Any, key: int, mine: int, theirs: int) -> None:
    assert ids.decode(ids.encode(kind, key, realm=mine), realm=theirs) == ((kind, str(key)) if mine == theirs else None)


@given(text=st.text())
def test_any_other_text_is_no_id(text: str) -> None:
    assert ids.decode(text, realm=1) is None


def test_an_id_is_of_one_kind() -> None:
    text = ids.encode(Kind.MEMBER, 7, realm=1)
    assert ids.decode_number(text, Kind.MEMBER, realm=1) == 7
    assert ids.decode_number(text, Kind.API_KEY, realm=1) is None


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text + "A", lambda text: "A" + text[1:], str.lower])
def test_a_changed_id_is_no_id(change: Any) -> None:
    text = ids.encode(Kind.TICKET, 123456, realm=1)
    assert ids.decode(change(text), realm=1) is None


def test_the_letters_of_ids_never_change() -> None:
    """Integrators keep ids; this list may grow but not change."""
    assert {kind.name: kind.value for kind in Kind} == {"ACCOUNT": "A", "MEMBER": "M", "API_KEY": "K", "KPI": "D", "TICKET": "T", "VIEWER": "V"} | {
        "AGENCY": "G", "STAFF": "S", "CLIENT": "C", "GRANT": "R", "INVITATION": "I", "AUDIT_ENTRY": "U", "DOMAIN": "H", "SAVED_VIEW": "W", "REPORT": "P",
        "EDITION": "E", "EXPORT": "X", "ERASURE": "F",
    }  # fmt: skip
    assert ids.encode(Kind.TICKET, 42, realm=7) == "D6-XgbbTVDQy"
