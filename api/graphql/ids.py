"""Opaque global ids that mean nothing in another account or agency.

An id is the base64url form of a checksum over its realm (realms.py), type and key, followed by the type and the key. It does
not hide the key; it makes an id taken from one account no id at all in every other one, without a look-up. It holds no
secret, so ids that integrators keep survive a change of the server's secret key.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from enum import Enum
from hashlib import blake2b

CHECKSUM = 6
LONGEST = 200


class Kind(Enum):
    """The types that have ids, with the letter that stands for each. Letters are stored by integrators: never change one."""

    ACCOUNT = "A"
    MEMBER = "M"
    API_KEY = "K"
    KPI = "D"
    TICKET = "T"
    VIEWER = "V"
    AGENCY = "G"
    STAFF = "S"
    CLIENT = "C"
    GRANT = "R"
    INVITATION = "I"
    AUDIT_ENTRY = "U"
    DOMAIN = "H"
    SAVED_VIEW = "W"
    REPORT = "P"
    EDITION = "E"
    EXPORT = "X"
    ERASURE = "F"


def encode(kind: Kind, key: int | str, *, realm: int) -> str:
    """The global id of one thing in one account or agency."""
    payload = f"{kind.value}{key}".encode()
    return urlsafe_b64encode(_checksum(payload, realm) + payload).rstrip(b"=").decode()


def decode(text: str, *, realm: int) -> tuple[Kind, str] | None:
    """Type and key of an id made in this realm; None for anything else, however it is broken."""
    if len(text) > LONGEST or not text.isascii():
        return None
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        payload = raw[CHECKSUM:]
        if raw[:CHECKSUM] != _checksum(payload, realm):
            return None
        return Kind(payload[:1].decode()), payload[1:].decode()
    except (NotBase64, ValueError):
        return None


def decode_number(text: str, kind: Kind, *, realm: int) -> int | None:
    """The key behind an id of this kind whose keys are numbers; None for anything else."""
    found = decode(text, realm=realm)
    if found is None or found[0] is not kind or not found[1].isdecimal():
        return None
    return int(found[1])


def _checksum(payload: bytes, realm: int) -> bytes:
    return blake2b(payload, digest_size=CHECKSUM, salt=realm.to_bytes(8, "big"), person=b"plumbline id").digest()
