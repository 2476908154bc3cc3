"""Questions behind the numbers, one module each: what failed, why, where, and what to do next.

Every function takes a period and filters and answers with frozen dataclasses: how many cases (`n`), rates with intervals, the way to
the tickets, and in `missing` the reason when there is nothing to tell. A missing answer is never a zero.
"""

from .ai_return import AiReturn, ai_return
from .churn_and_support import ChurnAndSupport, Leaver, RelativeRisk, SupportRisk, churn_and_support
from .content_gaps import ContentGap, ContentGaps, content_gaps
from .escalation_reasons import EscalationReason, EscalationReasons, escalation_reasons
from .failed_first_contacts import FailedFirstContacts, failed_first_contacts
from .failed_searches import FailedSearch, FailedSearches, failed_searches
from .figures import Cause, Drill, Rate
from .handle_time_outliers import HandleTimeOutliers, Outlier, UsualTime, handle_time_outliers
from .next_channel import ChannelCandidate, NextChannel, next_channel
from .staffing_need import StaffingNeed, StaffingRow, staffing_need
from .topics_pareto import ParetoRow, TopicsPareto, topics_pareto
from .unresolved_intents import UnresolvedIntent, UnresolvedIntents, unresolved_intents

__all__ = [
    "AiReturn",
    "Cause",
    "ChannelCandidate",
    "ChurnAndSupport",
    "ContentGap",
    "ContentGaps",
    "Drill",
    "EscalationReason",
    "EscalationReasons",
    "FailedFirstContacts",
    "FailedSearch",
    "FailedSearches",
    "HandleTimeOutliers",
    "Leaver",
    "NextChannel",
    "Outlier",
    "ParetoRow",
    "Rate",
    "RelativeRisk",
    "StaffingNeed",
    "StaffingRow",
    "SupportRisk",
    "TopicsPareto",
    "UnresolvedIntent",
    "UnresolvedIntents",
    "UsualTime",
    "ai_return",
    "churn_and_support",
    "content_gaps",
    "escalation_reasons",
    "failed_first_contacts",
    "failed_searches",
    "handle_time_outliers",
    "next_channel",
    "staffing_need",
    "topics_pareto",
    "unresolved_intents",
]
