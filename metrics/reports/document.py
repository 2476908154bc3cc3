"""What a report shows, as plain JSON: built once, kept with the edition, and read by every rendering of it.

Each number is there twice: raw, for CSV and charts (rates are fractions, durations seconds, None where there is none), and in words,
exactly as it is shown.
"""

from __future__ import annotations

from typing import TypedDict

VERSION = 1


class Span(TypedDict):
    """Local days, both included, as YYYY-MM-DD."""

    start: str
    end: str
    words: str


class Part(TypedDict):
    """The AI agent's or the people's part of a number."""

    value: float | None
    text: str
    n: int
    n_text: str


class Figure(TypedDict):
    """One KPI of one client, or of all of them together (`client` is "").

    `tone`: good, bad, plain, or few (under 30 cases: shown grey). `arrow`: up, down, flat or "". `marks`: short honest words about it,
    such as "too few cases to judge". `missing`: why there is no number, "" if there is one.
    """

    key: str
    name: str
    asks: str
    unit: str
    client: str
    value: float | None
    text: str
    n: int
    n_text: str
    low: float | None
    high: float | None
    interval: str
    previous: float | None
    previous_text: str
    change: float | None
    change_text: str
    direction: str
    tone: str
    arrow: str
    target: str
    status: str
    status_text: str
    ai: Part | None
    human: Part | None
    marks: list[str]
    missing: str


class Dot(TypedDict):
    """One step of a chart; `label` is its first day."""

    start: str
    label: str
    value: float | None
    text: str
    low: float | None
    high: float | None
    n: int


class Block(TypedDict):
    """One KPI with the KPIs that balance it, and its course. `chart`: "bars" for what is counted, else "line"; `goal`: the target's value."""

    figure: Figure
    partners: list[Figure]
    dots: list[Dot]
    chart: str
    goal: float | None


class Row(TypedDict):
    """One client of a portfolio, one figure for each column."""

    client: str
    figures: list[Figure]


class Scatter(TypedDict):
    """How far clients lie apart in one KPI."""

    name: str
    text: str
    low: float
    median: float
    high: float
    is_inconsistent: bool


class Finding(TypedDict):
    """One line of the client health letter: about whom, what, and whether that is good."""

    client: str
    text: str
    tone: str


class Document(TypedDict):
    """A report over one period. `name`: the report's; `subject`: whom it is about; `agency`: who sends it, as it calls itself. `accounts`: the ids of
    those whose numbers are in it. `accent`: #rrggbb; `credit`: who made it, "" for an agency that shows a brand of its own."""

    version: int
    accounts: list[int]
    kind: str
    frequency: str
    name: str
    subject: str
    agency: str
    accent: str
    credit: str
    period: Span
    previous: Span | None
    timezone: str
    as_of: str | None
    as_of_text: str
    is_partial: bool
    is_provisional: bool
    notes: list[str]
    commentary: list[str]
    summary: list[str]
    blocks: list[Block]
    columns: list[str]
    rows: list[Row]
    spreads: list[Scatter]
    movers: list[Finding]
    off_target: list[Finding]
    silent: list[Finding]
