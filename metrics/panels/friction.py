"""Where customers had a hard time: what they said was difficult, what they complained of, and what they asked right after an AI answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.declare import Dimension, Facts
from metrics.diagnostics.asking import NAMES, TICKETS, ask, labelled, narrowing
from metrics.diagnostics.figures import UNLABELLED, Cause, Rate, cause, rate
from metrics.readings import Filter, Period
from metrics.snapshots.facts import SOURCES
from surveys.models import SurveyKind
from tickets.facts import CONFIRMATION_WINDOW
from tickets.kinds import AiOutcome, Resolver


@dataclass(frozen=True, slots=True)
class Comment:
    """What a customer wrote who found it difficult, or complained. `ease`: 0 the hardest to 1 the easiest answer of its scale; None for
    a complaint."""

    kind: str
    day: date
    topic: str
    ease: float | None
    comment: str
    ticket: int | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of these comments, and in how many of them it stands, whatever its ending."""

    word: str
    rate: Rate


@dataclass(frozen=True, slots=True)
class NextAsked:
    """What customers asked next after the AI agent had answered them on a topic: the new ticket's topic and latest subjects."""

    answered: str
    asked: str
    n: int
    rate: Rate
    subjects: tuple[str, ...]
    tickets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Friction:
    """Of the period. `effort`: answers in the harder half of their scale, of all answers about effort. `complaints`: how many.
    `after_ai`: answers of the AI agent after which the customer opened a ticket within `window_days`, of all to known customers; `next`:
    on what, the most common first. `missing`: what was never sent, so that part is empty."""

    period: Period
    n: int
    effort: Rate
    effort_topics: tuple[Cause, ...]
    complaints: int
    complaint_topics: tuple[Cause, ...]
    words: tuple[Word, ...]
    comments: tuple[Comment, ...]
    window_days: int
    after_ai: Rate
    next: tuple[NextAsked, ...]
    missing: tuple[str, ...] = ()


ANSWERS = SOURCES[Facts.ANSWERS]
SAID = f"""
WITH said AS (
    SELECT r.id, r.kind, r.day, r.at, r.comment, r.ticket_id, {ANSWERS["topic"].sql} AS topic_id,
        (r.ease - r.scale_low) / nullif(r.scale_high - r.scale_low, 0) AS ease
    FROM {ANSWERS.rows}
    WHERE r.day BETWEEN %(first)s AND %(last)s AND f.exclusion IS NULL AND {{narrowing}}
        AND (r.kind = {SurveyKind.COMPLAINT.value} OR r.kind = {SurveyKind.CES.value} AND r.ease IS NOT NULL)
), hard AS (
    SELECT * FROM said WHERE kind = {SurveyKind.COMPLAINT.value} OR ease < 0.5
)
"""
TOPICS = f"""
{SAID}
SELECT l.key, l.name, count(*) FILTER (WHERE kind = {SurveyKind.CES.value} AND ease < 0.5), count(*) FILTER (WHERE kind = {SurveyKind.CES.value}),
    count(*) FILTER (WHERE kind = {SurveyKind.COMPLAINT.value}),
    (array_agg(ticket_id ORDER BY at DESC, said.id) FILTER (WHERE ticket_id IS NOT NULL AND ease < 0.5))[1:20],
    (array_agg(ticket_id ORDER BY at DESC, said.id) FILTER (WHERE ticket_id IS NOT NULL AND kind = {SurveyKind.COMPLAINT.value}))[1:20]
FROM said {labelled(Dimension.TOPIC, "said.topic_id")} GROUP BY l.key, l.name
"""
COMMENTS = f"""
{SAID}
SELECT CASE kind WHEN {SurveyKind.CES.value} THEN 'effort' ELSE 'complaint' END, day, coalesce(l.name, '{UNLABELLED}'),
    CASE kind WHEN {SurveyKind.CES.value} THEN ease END, comment, ticket_id
FROM hard {labelled(Dimension.TOPIC, "hard.topic_id")} WHERE btrim(comment) <> '' ORDER BY at DESC, hard.id LIMIT %(limit)s
"""
WORDS = f"""
{SAID}
SELECT mode() WITHIN GROUP (ORDER BY word), count(DISTINCT id), (SELECT count(*) FROM hard WHERE btrim(comment) <> '')
FROM (
    SELECT id, word, ts_lexize('english_stem', word) AS stem FROM hard, unnest(tsvector_to_array(to_tsvector('simple', comment))) word
    WHERE word ~ '^[[:alpha:]]+$' AND length(word) > 2
) words
WHERE stem <> '{{{{}}}}' GROUP BY stem HAVING count(DISTINCT id) > 1 ORDER BY 2 DESC, 1 LIMIT 30
"""
AI = SOURCES[Facts.AI_SESSIONS]
NEXT = f"""
WITH answered AS (
    SELECT f.customer_id, f.ticket_id, f.first_resolved_at AS at, f.topic_id
    FROM {TICKETS}
    WHERE f.exclusion IS NULL AND f.first_resolver = {Resolver.AI.value} AND f.first_resolved_day BETWEEN %(first)s AND %(last)s
        AND f.customer_id IS NOT NULL AND {{tickets}}
    UNION ALL
    SELECT r.customer_id, NULL, r.at, {AI["topic"].sql}
    FROM {AI.rows}
    WHERE r.ticket_id IS NULL AND r.outcome = {AiOutcome.RESOLVED.value} AND r.day BETWEEN %(first)s AND %(last)s
        AND r.customer_id IS NOT NULL AND {{sessions}}
), followed AS (
    SELECT a.topic_id, n.ticket_id, n.topic_id AS next_topic, n.created_at
    FROM answered a LEFT JOIN LATERAL (
        SELECT t.ticket_id, t.topic_id, t.created_at FROM tickets_ticketfact t
        WHERE t.customer_id = a.customer_id AND t.ticket_id IS DISTINCT FROM a.ticket_id AND t.exclusion IS NULL
            AND t.created_at > a.at AND t.created_at <= a.at + make_interval(secs => %(window)s)
        ORDER BY t.created_at, t.ticket_id LIMIT 1
    ) n ON true
)
SELECT coalesce(o.name, '{UNLABELLED}'), coalesce(l.name, '{UNLABELLED}'), count(x.ticket_id)::int,
    (array_agg(x.ticket_id ORDER BY x.created_at DESC, x.ticket_id))[1:20],
    (array_agg(k.subject ORDER BY x.created_at DESC, x.ticket_id) FILTER (WHERE k.subject IS NOT NULL))[1:5],
    sum(count(*)) OVER ()::int, x.ticket_id IS NOT NULL
FROM followed x LEFT JOIN tickets_ticket k ON k.id = x.ticket_id
    {labelled(Dimension.TOPIC, "x.topic_id", "o")} {labelled(Dimension.TOPIC, "x.next_topic")}
GROUP BY 1, 2, x.ticket_id IS NOT NULL ORDER BY 3 DESC, 1, 2
"""


def friction(period: Period, filter: Sequence[Filter] = (), *, limit: int = 50) -> Friction:
    """At most `limit` comments, the latest first. Statements: five, and those for the names in a filter."""
    narrowed = narrowing(Facts.ANSWERS, filter, resolver=ANSWERS["resolver"].sql).sql
    topics = ask(TOPICS.format(narrowing=narrowed), period)
    difficult, asked, complaints = (sum(row[place] for row in topics) for place in (2, 3, 4))
    sessions = narrowing(Facts.AI_SESSIONS, filter)
    answered = ask(
        NEXT.format(tickets=narrowing(Facts.TICKETS, filter, resolver="f.first_resolver").sql, sessions="false" if sessions.refused else sessions.sql),
        period,
        {"window": CONFIRMATION_WINDOW.total_seconds()},
    )
    n = answered[0][5] if answered else 0
    return Friction(
        period=period,
        n=asked + complaints + n,
        effort=rate(difficult, asked),
        effort_topics=_most(cause(key, label, hard, of, tickets=tickets) for key, label, hard, of, _, tickets, _ in topics if hard),
        complaints=complaints,
        complaint_topics=_most(cause(key, label, held, complaints, tickets=tickets) for key, label, _, _, held, _, tickets in topics if held),
        words=tuple(Word(word, rate(held, of)) for word, held, of in ask(WORDS.format(narrowing=narrowed), period)),
        comments=tuple(Comment(*row) for row in ask(COMMENTS.format(narrowing=narrowed), period, {"limit": limit})),
        window_days=CONFIRMATION_WINDOW.days,
        after_ai=rate(sum(row[2] for row in answered), n),
        next=tuple(
            NextAsked(about, then, held, rate(held, n), tuple(subjects or ()), tuple(tickets))
            for about, then, held, tickets, subjects, _, is_one in answered
            if is_one
        ),
        missing=tuple(_missing(asked, complaints, n)),
    )


def _most(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    return tuple(sorted(causes, key=lambda each: (-each.n, each.label)))


def _missing(asked: int, complaints: int, answered: int) -> list[str]:
    send = NAMES[Facts.ANSWERS][1]
    found = []
    if not asked:
        found.append(f"Answers about effort: none in the period; {send}, of the kind `ces`.")
    if not complaints:
        found.append(f"Complaints: none in the period; {send}, of the kind `complaint`.")
    if not answered:
        found.append("Answers of the AI agent: none to a known customer in the period.")
    return found
