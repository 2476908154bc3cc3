"""What readings need to know before they can be planned: the account's catalogue, its labels, and how it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from metrics.catalogue import Catalogue, from_rows
from metrics.declare import LABELLED, Dimension, Kpi

from .account import Account, look
from .standing import measures_for


@dataclass(frozen=True, slots=True)
class LabelNames:
    """The account's labels: ids by dimension and key, and key and name by id."""

    ids: Mapping[tuple[Dimension, str], int]
    named: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Context:
    """The account's catalogue, the names of its labels, and the look at it that both come from."""

    known: Catalogue
    names: LabelNames
    account: Account


def context(dimensions: Iterable[Dimension], likely: Collection[Kpi] = ()) -> Context:
    """Of the current account, with its labels of these dimensions. `likely`: shipped KPIs that will be read, so that one look is enough
    wherever the account has not defined them otherwise."""
    account = look(measures_for(likely), {int(dimension) for dimension in dimensions if dimension in LABELLED})
    ids = {(Dimension(dimension), key): label for label, dimension, key, _ in account.labels}
    names = LabelNames(ids, {label: (key, name) for label, _, key, name in account.labels})
    return Context(from_rows(account.definitions), names, account)


def label_names(dimensions: Iterable[Dimension]) -> LabelNames:
    """Only the labels of these dimensions."""
    return context(dimensions).names
