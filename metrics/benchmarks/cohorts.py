"""Which groups of accounts may be shown, and their quartiles. Knows no database; the same contributions always give the same answer.

Cohorts are the nodes of a fixed tree: everybody, then by industry, business model, size and mix of channels, each level splitting the one
above. Three rules keep anybody from being recognised:

* **k-anonymity** (L. Sweeney, "k-anonymity: a model for protecting privacy", 2002), here of contributors: accounts that belong together,
  such as all clients of one agency, are one contributor with one value, so that nobody can fill a cohort with accounts of their own. A
  cohort has at least `OTHERS` + 1 contributors: whoever looks, at least 20 others are in it.
* **Dominance**, the (n, k) rule of statistical disclosure control (Hundepool et al., "Statistical Disclosure Control", 2012, 4.2): no n
  contributors may make up more than k % of a figure. Each contributor counts the same whatever its size, so of 21 none makes up more
  than 4.8 %, and (1, 5 %) holds of every cohort.
* **No differencing** (D. Denning, "Cryptography and Data Security", 1982, chapter 6): two cohorts of which one holds the other tell of
  those who are in the one alone. So the parts into which all shown cohorts together cut everybody have `OTHERS` + 1 contributors each, or
  none. Where hiding the small cohorts leaves a rest that is too small, a larger one is hidden as well (complementary suppression).

Shown are the quartiles alone, each rounded to two significant digits: no count, no mean, no lowest or highest from which somebody's own
value could be worked out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import numpy as np

OTHERS = 20
LEAST = OTHERS + 1
LEVELS = ("industry", "business_model", "size", "mix")
DIGITS = 2

Node = tuple[str, ...]
"""A cohort: the values of the first levels, () being everybody."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One account's value of one KPI over a quarter, by whom it is contributed, and the finest cohort that it belongs to."""

    account: int
    contributor: int
    node: Node
    value: float


class Quartiles(NamedTuple):
    """What is shown of a cohort, rounded; `contributors` is exact and stays inside."""

    p25: float
    p50: float
    p75: float
    contributors: int


def cohorts(contributions: Sequence[Contribution]) -> dict[Node, Quartiles]:
    """Every cohort that may be shown, with its quartiles."""
    members = by_node(contributions)
    return {node: quartiles(members[node]) for node in shown(members)}


def by_node(contributions: Iterable[Contribution]) -> dict[Node, list[Contribution]]:
    """The contributions in each node of the tree that has any."""
    found: dict[Node, list[Contribution]] = defaultdict(list)
    for each in contributions:
        for depth in range(len(each.node) + 1):
            found[each.node[:depth]].append(each)
    return dict(found)


def shown(members: Mapping[Node, Sequence[Contribution]]) -> set[Node]:
    """The nodes that may be shown together, as fine as the rules allow.

    From the top: of a shown node's children the large enough ones, without the smallest of them until what is left beside them is
    large enough itself, or nothing.
    """
    if contributors(members.get((), ())) < LEAST:
        return set()
    found: set[Node] = set()
    waiting: list[Node] = [()]
    while waiting:
        node = waiting.pop()
        found.add(node)
        waiting += _children_shown(node, members)
    return found


def _children_shown(node: Node, members: Mapping[Node, Sequence[Contribution]]) -> list[Node]:
    large = [child for child in members if len(child) == len(node) + 1 and child[:-1] == node and contributors(members[child]) >= LEAST]
    large.sort(key=lambda child: (-contributors(members[child]), child))
    while large and not _is_safe(rest(members[node], large)):
        large.pop()
    return large


def rest(members: Iterable[Contribution], children: Sequence[Node]) -> list[Contribution]:
    """Those who are in none of these children."""
    depth = len(children[0]) if children else 0
    among = set(children)
    return [each for each in members if each.node[:depth] not in among]


def _is_safe(left: Sequence[Contribution]) -> bool:
    return not left or contributors(left) >= LEAST


def contributors(members: Iterable[Contribution]) -> int:
    """How many contribute, all accounts of one contributor counting once."""
    return len({each.contributor for each in members})


def quartiles(members: Iterable[Contribution]) -> Quartiles:
    """The quartiles over contributors, interpolated as PostgreSQL's percentile_cont does; one with several accounts counts as their median."""
    values: dict[int, list[float]] = defaultdict(list)
    for each in members:
        values[each.contributor].append(each.value)
    own = [median(group) for group in values.values()]
    p25, p50, p75 = (rounded(float(value)) for value in np.quantile(own, (0.25, 0.5, 0.75)))
    return Quartiles(p25, p50, p75, len(own))


def rounded(value: float) -> float:
    """To two significant digits: 0.8734 → 0.87, 5421 → 5400, -3.15 → -3.1."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, DIGITS - 1 - math.floor(math.log10(abs(value))))


def finest(node: Node, among: Iterable[Node]) -> Node | None:
    """The finest of these cohorts that an account at `node` is in; None if it is in none."""
    return max((each for each in among if node[: len(each)] == each), key=len, default=None)
