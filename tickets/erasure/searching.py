"""Looks through every text of an account for a person's words, and puts the alias in their place."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from psycopg import sql

from tickets.ingest.forgotten import digest

from .columns import Column, searched
from .words import Words

BATCH = 2_000


def search(cursor: Any, words: Words, *, salt: bytes) -> Counter[str]:
    """Replace the words wherever they are in the current account. Returns {table: values changed}."""
    done: Counter[str] = Counter()
    for column in searched() if words.texts else ():
        done[column.table] += _column(cursor, column, words, salt)
    return done


def _column(cursor: Any, column: Column, words: Words, salt: bytes) -> int:
    """One column, in pieces, by the rows' keys."""
    name, key = sql.Identifier(column.name), sql.Identifier(column.key)
    look = sql.SQL("SELECT {key}, {name} FROM {table} WHERE {name}::text ILIKE ANY(%(likes)s) AND {key} > %(after)s ORDER BY {key} LIMIT {batch}").format(
        key=key, name=name, table=sql.Identifier(column.table), batch=sql.Literal(BATCH)
    )
    change = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s").format(sql.Identifier(column.table), name, key)
    changed, after = 0, -(2**31)
    while True:
        cursor.execute(look, {"likes": words.likes, "after": after})
        rows = cursor.fetchall()
        if not rows:
            return changed
        after = rows[-1][0]
        found = [(new, number) for number, value in rows if (new := _replaced(column, value, words, salt)) is not None]
        cursor.executemany(change, found)
        changed += len(found)


def _replaced(column: Column, value: Any, words: Words, salt: bytes) -> Any:
    """The value as it is written back; None where it names nobody."""
    told = json.loads(value) if column.kind == "json" and isinstance(value, str) else value
    new = words.removed(told)
    if new == told:
        return None
    if column.is_identity:
        return f"{new}-{digest(salt, '', value)[:8]}"  # Two that differ in case alone stay two; and the same one is the same everywhere.
    return json.dumps(new, ensure_ascii=False) if column.kind == "json" else new
