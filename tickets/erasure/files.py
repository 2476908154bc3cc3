"""Uploaded files that name a person: removed, with what was refused of them. What came of them is in the account already."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tickets import uploads
from tickets.models import Import

from .words import Words

PIECE = 1 << 20
ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")


def remove(words: Words, identities: Sequence[str]) -> int:
    """Remove every upload and every list of refused rows that holds one of these words or identifiers; how many files. An upload that
    was to be imported yet is forgotten altogether."""
    found = 0
    for upload in Import.objects.exclude(path="").exclude(status__in=uploads.RUNNING):
        file, rejects = uploads.file_of(upload), uploads.rejects_of(upload).path
        naming = [path for path in (file, rejects) if path.exists() and names(path, [*words.texts, *identities])]
        for path in naming:
            path.unlink()
        if upload.status == Import.Status.UPLOADED and file in naming:
            upload.delete()
        found += len(naming)
    return found


def waits() -> bool:
    """Whether an import is on its way that may hold more of the person."""
    return Import.objects.exclude(path="").filter(status__in=uploads.RUNNING).exists()


def names(path: Path, texts: Sequence[str]) -> bool:
    """Whether a file holds one of the texts, in any case and usual encoding. One that cannot be looked into is taken to."""
    wanted = {text.lower().encode(encoding, "ignore") for text in texts for encoding in ENCODINGS} - {b""}
    longest = max(map(len, wanted), default=0)
    tail = b""
    try:
        for piece in _pieces(path):
            seen = tail + piece
            if any(text in folded for folded in _folded(seen) for text in wanted):
                return True
            tail = seen[-longest:]
    except (OSError, EOFError, zipfile.BadZipFile):
        return True
    return False


def _folded(seen: bytes) -> Iterator[bytes]:
    """The bytes in lower case: as ASCII, and as the encodings read them."""
    yield seen.lower()
    for encoding in ENCODINGS:
        yield seen.decode(encoding, "ignore").lower().encode(encoding, "ignore")


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"\x1f\x8b"):
        with gzip.open(path) as file:
            yield from iter(lambda: file.read(PIECE), b"")
    elif head.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    yield from iter(lambda: member.read(PIECE), b"")
    else:
        with path.open("rb") as file:
            yield from iter(lambda: file.read(PIECE), b"")
