"""The diagnostics of one period and filter: each is computed when its field is asked for, and costs by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import strawberry

from metrics import diagnostics
from metrics.readings import types as said

from .asking import refusing
from .costs import Cost
from .errors import ApiError, Code
from .types.diagnostics import ContentGaps, EscalationReasons, FailedFirstContacts, FailedSearches, TopicsPareto, UnresolvedIntents
from .types.planning import AiReturn, ChurnAndSupport, HandleTimeOutliers, NextChannel, StaffingNeed

PRICE = [Cost(weight=50)]
LONGEST_WAIT = 30 * 86_400.0


@strawberry.type(description="What failed, why, where, and what to do next. Each field is computed only when selected.")
class Diagnostics:
    asked_period: strawberry.Private[said.Period]
    asked_filter: strawberry.Private[tuple[said.Filter, ...]]

    @strawberry.field(description="The few topics that make most of the tickets.", directives=PRICE)
    def topics_pareto(self) -> TopicsPareto:
        return self.found(diagnostics.topics_pareto)  # type: ignore[no-any-return]

    @strawberry.field(description="Why tickets needed more than one contact.", directives=PRICE)
    def failed_first_contacts(self) -> FailedFirstContacts:
        return self.found(diagnostics.failed_first_contacts)  # type: ignore[no-any-return]

    @strawberry.field(description="Why tickets are handed on.", directives=PRICE)
    def escalation_reasons(self) -> EscalationReasons:
        return self.found(diagnostics.escalation_reasons)  # type: ignore[no-any-return]

    @strawberry.field(description="What the AI agent leaves unresolved.", directives=PRICE)
    def unresolved_intents(self) -> UnresolvedIntents:
        return self.found(diagnostics.unresolved_intents)  # type: ignore[no-any-return]

    @strawberry.field(description="What customers search for in vain.", directives=PRICE)
    def failed_searches(self) -> FailedSearches:
        return self.found(diagnostics.failed_searches)  # type: ignore[no-any-return]

    @strawberry.field(description="What should be written about.", directives=PRICE)
    def content_gaps(self) -> ContentGaps:
        return self.found(diagnostics.content_gaps)  # type: ignore[no-any-return]

    @strawberry.field(description="Which channel the AI agent should take on next.", directives=PRICE)
    def next_channel(self) -> NextChannel:
        return self.found(diagnostics.next_channel)  # type: ignore[no-any-return]

    @strawberry.field(description="Work that took unusually long for its topic.", directives=PRICE)
    def handle_time_outliers(self) -> HandleTimeOutliers:
        return self.found(diagnostics.handle_time_outliers)  # type: ignore[no-any-return]

    @strawberry.field(description="Who left, and what their support history has to do with it.", directives=PRICE)
    def churn_and_support(self) -> ChurnAndSupport:
        return self.found(diagnostics.churn_and_support)  # type: ignore[no-any-return]

    @strawberry.field(description="What the AI agent's durable resolutions save.", directives=PRICE)
    def ai_return(self) -> AiReturn:
        return self.found(diagnostics.ai_return)  # type: ignore[no-any-return]

    @strawberry.field(description="How many people are needed in each hour of the week.", directives=PRICE)
    def staffing_need(
        self,
        service_level: Annotated[float, strawberry.argument(description="The fraction of customers to be answered in time: above 0, below 1.")] = 0.8,
        within_seconds: Annotated[float | None, strawberry.argument(description="Within how many seconds; by the account's commitments when left out.")] = None,
    ) -> StaffingNeed:
        if not 0 < service_level < 1:
            raise ApiError(Code.BAD_USER_INPUT, "`serviceLevel` is a fraction above 0 and below 1.")
        if within_seconds is not None and not 0 <= within_seconds <= LONGEST_WAIT:
            raise ApiError(Code.BAD_USER_INPUT, "`withinSeconds` is a number of seconds within 30 days.")
        return self.found(diagnostics.staffing_need, service_level=service_level, within=within_seconds)  # type: ignore[no-any-return]

    def found(self, diagnose: Callable[..., Any], **options: Any) -> Any:
        """What a diagnostic says; its attributes have the names of the fields."""
        with refusing():
            return diagnose(self.asked_period, self.asked_filter, **options)
