"""Files as numbered rows of text: compression, encoding and delimiter are found out unless the mapping names them."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SAMPLE_BYTES = 256 * 1024
DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

csv.field_size_limit(16 * 1024 * 1024)


class Unreadable(ValueError):
    """The file cannot be read as rows at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written. `delimiter` is one character; `encoding` a Python codec."""

    delimiter: str
    encoding: str
    compression: str = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; `line` is the line it begins on, the first line of the file being 1."""

    line: int
    cells: list[str]


def find_dialect(path: Path, *, delimiter: str = "auto", encoding: str = "auto", compression: str = "auto", skip: int = 0) -> Dialect:
    """How the file is written, what is not "auto" being taken on trust. Raises Unreadable for a file that is no text."""
    packed = _compression(path) if compression == "auto" else compression
    with _opened(path, packed) as raw:
        sample = raw.read(SAMPLE_BYTES)
    found = _encoding(sample, whole=lambda: _decodes(path, packed)) if encoding == "auto" else encoding
    text = sample.decode(found, errors="replace").split("\n", skip)[-1]
    if "\x00" in text:
        raise Unreadable("This is not a text file.")
    return Dialect(delimiter=_delimiter(text) if delimiter == "auto" else delimiter, encoding=found, compression=packed)


def _compression(path: Path) -> str:
    with path.open("rb") as raw:
        return "gzip" if raw.read(2) == b"\x1f\x8b" else "none"


@contextmanager
def _opened(path: Path, compression: str) -> Iterator[IO[bytes]]:
    try:
        with gzip.open(path, "rb") if compression == "gzip" else path.open("rb") as raw:
            yield raw  # type: ignore[misc]
    except (gzip.BadGzipFile, EOFError) as error:
        raise Unreadable(f"The compressed file is damaged: {error}.") from error


def _encoding(sample: bytes, *, whole: object) -> str:
    """By its mark, else UTF-8 if the whole file is, else what Western spreadsheets write."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if len(sample) > 3 and sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    return "utf-8" if callable(whole) and whole() else "cp1252"


def _decodes(path: Path, compression: str) -> bool:
    """Whether the whole file is UTF-8: one Latin-1 letter a million rows down must not end an import."""
    try:
        with _opened(path, compression) as raw, io.TextIOWrapper(raw, encoding="utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """What a first line `sep=;` says, else the delimiter that cuts the first rows into the same number of cells, the more the better."""
    if text.lower().startswith("sep=") and text[4:5] in DELIMITERS:
        return text[4]

    def score(delimiter: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(io.StringIO(text[:65536]), delimiter=delimiter) if row][:50]
        if len(counts) > 2:
            counts.pop()  # the sample may have cut it
        if not counts or counts[0] < 2:
            return (0.0, 0)
        return (sum(count == counts[0] for count in counts) / len(counts), counts[0])

    best = max(DELIMITERS, key=score)
    return best if score(best)[1] > 1 else ","


class Progress:
    """Counts what has been read of a file, in bytes as stored."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw = raw

    @property
    def done(self) -> int:
        return 0 if self.raw.closed else self.raw.tell()


@contextmanager
def rows(path: Path, dialect: Dialect, *, quote: str = '"', skip: int = 0) -> Iterator[tuple[Iterator[Row], Progress]]:
    """The file's rows, the header among them, blank lines left out; and how far they have been read.

    Undecodable bytes become U+FFFD rather than an end of the import. Raises Unreadable when the file is damaged.
    """
    encoding = "cp1252" if dialect.encoding.lower().replace("_", "-") in ("latin-1", "iso-8859-1", "latin1") else dialect.encoding
    with path.open("rb") as stored:
        raw: IO[bytes] = gzip.GzipFile(fileobj=stored) if dialect.compression == "gzip" else stored  # type: ignore[assignment]
        text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        for _ in range(skip):
            text.readline()
        yield _numbered(text, delimiter=dialect.delimiter, quote=quote, skip=skip), Progress(stored)


def _numbered(text: Iterable[str], *, delimiter: str, quote: str, skip: int) -> Iterator[Row]:
    lines = (line.replace("\x00", "") if "\x00" in line else line for line in text)
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote or None, quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE)
    begun = skip + 1
    try:
        for cells in reader:
            told = begun == skip + 1 and cells[0:2] == ["sep=", ""]
            if cells and not told and (len(cells) > 1 or cells[0].strip()):
                yield Row(begun, cells)
            begun = skip + reader.line_num + 1
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        raise Unreadable(f"The compressed file is damaged after line {begun - 1}: {error}.") from error
    except csv.Error as error:
        raise Unreadable(f"Line {begun} cannot be read: {error}.") from error
