"""Secrets that are shown once and kept as digests: keys, and the tokens of letters."""

from __future__ import annotations

from hashlib import sha256


def digest(secret: str) -> str:
    """SHA-256, hexadecimal. Such a secret is random in all its 256 bits, so a slow password hash would add nothing."""
    return sha256(secret.encode()).hexdigest()
