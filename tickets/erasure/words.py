"""A person's names, addresses and numbers, found in texts as whole words, in any case, and replaced."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any


class Words:
    """What to look for, and the alias to put in its place. Names of two or more parts are found with any space between these."""

    def __init__(self, texts: Iterable[str], *, alias: str) -> None:
        self.texts = sorted({_plain(text) for text in texts if text.strip()}, key=len, reverse=True)
        self.alias = alias
        self.pattern = re.compile("|".join(map(_whole, self.texts)), re.IGNORECASE) if self.texts else None

    @property
    def likes(self) -> list[str]:
        """Patterns of ILIKE that let through every text in which a word may be, written plainly or within JSON; rough where the alphabet is not ASCII."""
        written = {form for text in self.texts for form in (text, json.dumps(text, ensure_ascii=False)[1:-1])}
        return sorted("%" + re.sub(r"[^\x21-\x7e]+", "%", form.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")) + "%" for form in written)

    def within(self, value: Any) -> bool:
        """Whether the value names the person."""
        return bool(self.removed(value) != value)

    def removed(self, value: Any) -> Any:
        """The value with the alias in place of every word: a text, or lists and objects of texts. Numbers that are such a word become the alias."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict):
            return {self._text(key): self.removed(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.removed(each) for each in value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.alias if str(value) in self.texts else value
        return value

    def _text(self, text: str) -> str:
        if self.pattern is None:
            return text
        plain = unicodedata.normalize("NFC", text)
        changed, count = self.pattern.subn(self.alias, plain)
        return changed if count else text


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _whole(text: str) -> str:
    """A pattern for the text where it is not part of a longer word; of an address, not of a longer address."""
    before, after = (r"(?<![\w.+-])", r"(?![\w-]|\.\w)") if "@" in text else (r"(?<!\w)", r"(?!\w)")
    parts = r"\s+".join(map(re.escape, text.split()))
    return f"{before if text[0].isalnum() else ''}{parts}{after if text[-1].isalnum() else ''}"
