"""Asking the DNS for TXT records."""

from __future__ import annotations

from dns import exception, resolver

SECONDS = 5.0


class Unsure(Exception):
    """The DNS gave no answer, neither that the record is there nor that it is not."""


def txt(name: str) -> list[str]:
    """The TXT records at this name, each with its pieces joined; [] if the DNS says that there are none. Raises `Unsure`."""
    try:
        answer = resolver.resolve(name, "TXT", lifetime=SECONDS, search=False)
    except (resolver.NXDOMAIN, resolver.NoAnswer):
        return []
    except (exception.DNSException, OSError) as error:
        raise Unsure(f"{name}: {type(error).__name__}") from error
    return [b"".join(record.strings).decode(errors="replace") for record in answer]
