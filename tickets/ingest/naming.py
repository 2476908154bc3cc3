"""Labels and customers by the names sources give them; those never heard of are added."""

from collections.abc import Iterable
from typing import Any

from . import statements
from .forgotten import Forgotten

LabelIds = dict[tuple[int, str], int]
CustomerIds = dict[tuple[str, str], int]


def label_ids(cursor: Any, named: Iterable[tuple[int, str]]) -> LabelIds:
    """{(dimension, key): id} of these labels."""
    pairs = list(named)
    arguments = [[dimension for dimension, _ in pairs], [key for _, key in pairs]]
    cursor.execute(statements.ADD_LABELS, arguments)
    cursor.execute(statements.FIND_LABELS, arguments)
    return {(dimension, key): found for dimension, key, found in cursor.fetchall()}


def customer_ids(cursor: Any, named: Iterable[tuple[str, str]], known: Forgotten | None = None) -> CustomerIds:
    """{(source, external id): id} of these customers; erased ones are whom they were made, and are not written again."""
    named = list(named)
    erased = known.find(named) if known else {}
    pairs = [pair for pair in named if pair not in erased]
    arguments = [[source for source, _ in pairs], [customer for _, customer in pairs]]
    cursor.execute(statements.ADD_CUSTOMERS, arguments)
    cursor.execute(statements.FIND_CUSTOMERS, arguments)
    return {**erased, **{(source, external_id): found for source, external_id, found in cursor.fetchall()}}
