"""The kinds of row beside tickets, field by field. docs/importing.md shows the same tables; a test holds it to these."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from django.conf import settings
from django.utils.module_loading import import_string

from tickets.kinds import AiOutcome, CostKind, Resolver, ReviewMethod
from tickets.models import AiSession, Cost, Employment, QaReview, Search, SelfServiceSession, Sentiment, Shift, Subscription, WorkItem

from . import checks, steps
from .declare import DELETED, ID, TICKET, RowField, RowKind, Value, at, customer, label, words

COUNT, SECONDS, FRACTION, FLAG = Value.COUNT, Value.SECONDS, Value.FRACTION, Value.FLAG

AI_SESSIONS = RowKind(
    key="ai_sessions", name="AI conversations", model=AiSession,
    help="One row per conversation with the AI agent, whether or not a ticket came of it.",
    fields=(
        ID, at("When it began."),
        RowField(name="outcome", label="Outcome", kind=Value.CHOICE, required=True, column="outcome", choices=words(AiOutcome),
                 help="How it ended: resolved, escalated to a person, silent (neither: the customer left), or still open."),
        label("channel", "Where it took place."), label("topic", "What it was about: the intent."), *customer(), *TICKET,
        RowField(name="fallbacks", label="Fallbacks", kind=COUNT, column="fallbacks", default=0, help="How often the agent said that it did not know."),
        RowField(name="answer_seconds", label="First answer", kind=SECONDS, unit="seconds", column="answer_seconds", help="How long its first answer took."),
        DELETED,
    ),
)  # fmt: skip

SELF_SERVICE_SESSIONS = RowKind(
    key="self_service_sessions", name="Help centre visits", model=SelfServiceSession,
    help="One row per visit to the help centre.",
    fields=(
        ID, at("When it began."),
        RowField(name="answered", label="Answered", kind=FLAG, required=True, column="is_answered", help="Whether the visitor found the answer."),
        label("channel", "Where it took place."), label("topic", "What it was about."), *customer(), *TICKET,
        RowField(name="views", label="Articles read", kind=COUNT, column="views", default=0, help="How many articles were read."),
        DELETED,
    ),
)  # fmt: skip

SEARCHES = RowKind(
    key="searches", name="Help centre searches", model=Search,
    help="One row per search in the help centre. It failed if it had no result or none was opened.",
    fields=(
        ID, at("When it was made."),
        RowField(name="query", label="Query", kind=Value.TEXT, required=True, column="query", help="What was looked for."),
        RowField(name="results", label="Results", kind=COUNT, required=True, column="results", help="How many results there were."),
        RowField(name="clicked", label="Clicked", kind=FLAG, required=True, column="is_clicked", help="Whether a result was opened."),
        label("topic", "What it was about."),
        DELETED,
    ),
    complete=checks.search,
)  # fmt: skip

WORK = RowKind(
    key="work", name="Work time", model=WorkItem,
    help="One row per stretch of one person's work on one interaction. Waiting is no work. At least one of the three durations is needed.",
    fields=(
        ID, at("When it began."), label("agent", "Who worked.", required=True), label("team", "The person's team."),
        label("channel", "Where the interaction took place."), label("topic", "What it was about."), *TICKET,
        RowField(name="talk_seconds", label="Talk", kind=SECONDS, unit="seconds", column="talk_seconds",
                 help="Time with the customer, or reading and writing."),
        RowField(name="hold_seconds", label="Hold", kind=SECONDS, unit="seconds", column="hold_seconds", help="Time the customer was on hold."),
        RowField(name="follow_up_seconds", label="Follow-up", kind=SECONDS, unit="seconds", column="follow_up_seconds", help="Time after the interaction."),
        DELETED,
    ),
    complete=checks.work,
)  # fmt: skip


def _mark(name: str, help: str) -> RowField:
    return RowField(name=name, label=name.title(), kind=FRACTION, unit="fraction of 1", low=0, high=1, column=name, help=help)


REVIEWS = RowKind(
    key="reviews", name="Quality reviews", model=QaReview, touches_tickets=True,
    help="One row per audit of an answer or ticket. Scores are fractions: 0.85, or 85 %.",
    fields=(
        ID, at("When it was reviewed."), label("agent", "Whose work was reviewed."), *TICKET,
        RowField(name="about", label="About", kind=Value.CHOICE, required=True, column="about", choices=words(Resolver),
                 help="Whether a human's work was reviewed or the AI agent's."),
        RowField(name="method", label="Method", kind=Value.CHOICE, required=True, column="method", choices=words(ReviewMethod),
                 help="human_sample: people read a sample; automated: a rule or model went over every answer. The two are never mixed."),
        RowField(name="score", label="Score", kind=FRACTION, required=True, unit="fraction of 1", low=0, high=1, column="score",
                 help="The result against the rubric."),
        _mark("tone", "Part of the score: tone."), _mark("accuracy", "Part of the score: accuracy."),
        _mark("completeness", "Part of the score: completeness."), _mark("policy", "Part of the score: keeping to policy."),
        RowField(name="passed", label="Passed", kind=FLAG, required=True, column="is_passed", help="Whether it passed, as the reviewers judge."),
        RowField(name="correct", label="Correct", kind=FLAG, column="is_correct", help="Whether the answer was right; empty where that was not judged."),
        RowField(name="avoidable", label="Avoidable", kind=FLAG, column="is_avoidable",
                 help="Whether the escalation could have been avoided; empty where there was none."),
        DELETED,
    ),
)  # fmt: skip

COSTS = RowKind(
    key="costs", name="Costs", model=Cost, days=(),
    help="One row per bill or budget line: what one kind of cost came to over some days, over which it is spread evenly.",
    fields=(
        ID,
        RowField(name="first_day", label="First day", kind=Value.DAY, required=True, column="first_day", help="The first day it is for."),
        RowField(name="last_day", label="Last day", kind=Value.DAY, required=True, column="last_day", help="The last day it is for, itself included."),
        RowField(name="kind", label="Kind", kind=Value.CHOICE, required=True, column="kind", choices=words(CostKind), help="What was paid for."),
        RowField(name="borne_by", label="For", kind=Value.CHOICE, column="borne_by", choices=words(Resolver),
                 help="For people's work or the AI agent's; empty for both alike. Costs of people and ai are for these unless said otherwise."),
        RowField(name="amount", label="Amount", kind=Value.MONEY, required=True, column="amount", unit="currency", help="How much, with up to two decimals."),
        RowField(name="currency", label="Currency", kind=Value.CURRENCY, required=True, column="currency",
                 help="Three letters (ISO 4217). One for the whole account."),
        DELETED,
    ),
    complete=checks.cost, leaving=steps.COST_LEAVING, after=steps.COST_AFTER,
)  # fmt: skip

SHIFTS = RowKind(
    key="shifts", name="Shifts", model=Shift,
    help="One row per person's time on duty.",
    fields=(
        ID, at("When it begins.", label="Begins"),
        RowField(name="ends_at", label="Ends", kind=Value.TIME, required=True, column="ends_at", help="When it ends."),
        label("agent", "Who is on duty.", required=True), label("team", "For which team."),
        RowField(name="available_seconds", label="Available", kind=SECONDS, unit="seconds", column="available_seconds",
                 help="Time available for customers, without breaks; the whole shift otherwise."),
        DELETED,
    ),
    complete=checks.shift, fresh={"is_first_of_day": "false"}, after=steps.SHIFT_AFTER, redated=steps.SHIFT_REDATED,
)  # fmt: skip

EMPLOYMENTS = RowKind(
    key="employments", name="Employment", model=Employment, days=("joined_day", "left_day"),
    help="One row per person and stay in the team.",
    fields=(
        ID, label("agent", "Who.", required=True), label("team", "In which team."),
        RowField(name="joined_day", label="Joined", kind=Value.DAY, required=True, column="joined_day", help="The first day."),
        RowField(name="left_day", label="Left", kind=Value.DAY, column="left_day", help="The last day; empty while the person stays."),
        DELETED,
    ),
    complete=checks.employment,
)  # fmt: skip

SUBSCRIPTIONS = RowKind(
    key="subscriptions", name="Customers", model=Subscription, days=("started_day", "ended_day"),
    help="One row per customer's time with the business. Send it again when it ends.",
    fields=(
        ID, *customer(required=True),
        RowField(name="started_day", label="Started", kind=Value.DAY, required=True, column="started_day", help="The day of sign-up."),
        RowField(name="ended_day", label="Ended", kind=Value.DAY, column="ended_day", help="The day of departure; empty while it lasts."),
        RowField(name="plan", label="Plan", kind=Value.TEXT, column="plan", help="What it is subscribed to."),
        RowField(name="value", label="Value", kind=Value.NUMBER, low=0, unit="currency a month", column="value",
                 help="What it pays a month, in the account's currency."),
        RowField(name="currency", label="Currency", kind=Value.CURRENCY, column="currency", help="Of the value; the account's otherwise."),
        RowField(name="reason", label="Reason", kind=Value.TEXT, column="reason", help="Why it left, in the customer's words."),
        RowField(name="names_support", label="Names support", kind=FLAG, column="names_support",
                 help="Whether the reason is support; only of one that has ended."),
        DELETED,
    ),
    complete=checks.subscription,
)  # fmt: skip

SENTIMENTS = RowKind(
    key="sentiments", name="Sentiment", model=Sentiment,
    help="One row per customer message or comment whose tone the source has judged.",
    fields=(
        ID, at("When it was written."), *TICKET,
        RowField(name="value", label="Value", kind=Value.NUMBER, required=True, low=-1, high=1, unit="-1 to 1", column="value",
                 help="From -1, negative, to 1, positive."),
        DELETED,
    ),
)  # fmt: skip

OURS = (AI_SESSIONS, SELF_SERVICE_SESSIONS, SEARCHES, WORK, REVIEWS, COSTS, SHIFTS, EMPLOYMENTS, SUBSCRIPTIONS, SENTIMENTS)


class Kinds(Mapping[str, RowKind]):
    """All kinds by key: ours, and those that apps above us register in settings.ROW_KINDS."""

    @cached_property
    def _kinds(self) -> dict[str, RowKind]:
        registered = (kind for path in settings.ROW_KINDS for kind in import_string(path))
        return {kind.key: kind for kind in (*OURS, *registered)}

    def __getitem__(self, key: str) -> RowKind:
        return self._kinds[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


KINDS: Mapping[str, RowKind] = Kinds()
