"""What the tests that ask every field of an account's schema have to be told."""

from __future__ import annotations

import json

from graphql import get_named_type

from api.graphql.schema import api
from metrics.kpis import KPIS

from .documents import Documents
from .tables import Tables

SHARED = {
    "Kpi": "The catalogue is the same for everybody; ids and targets are looked at below.",
    "Benchmark": "Published figures are the same for everybody.",
    "ProfileChoice": "Words of the catalogue.",
    "PageInfo": "Two booleans and two cursors; cursors are looked at below.",
    "UserError": "Words about the arguments that were sent.",
    "Problem": "Words about the expression that was sent.",
    "Parameter": "The catalogue's parameters; test_definitions looks at what accounts choose.",
    "ParameterValue": "Shipped values; test_definitions looks at what accounts choose.",
    "ParameterChoice": "The catalogue's choices.",
    "KpiInput": "The catalogue's inputs; test_insights looks at what accounts send.",
    "Panel": "The panels are the same for everybody.",
    "RowKind": "What can be imported is the same for everybody.",
    "RowField": "What can be imported is the same for everybody.",
    "ExpressionField": "Columns of facts; their choices are looked at.",
    "Trait": "Words about a definition.",
}
OWN_OF_SHARED = {"Kpi.id", "PageInfo.startCursor", "PageInfo.endCursor"}
SAME_FOR_ALL = {
    "AccessLine.lastUsedAt": "The hour of this test.",
    "ApiKey.lastUsedAt": "The hour of this test.",
    "AccessLine.via": "Looked at below.",
    "AuditEntry.action": "The kinds of actions.",
    "AuditEntry.details": "JSON; its texts hold the marker.",
    "Invitation.role": "Three roles.",
    "Profile.industry": "A few choices.",
    "Profile.businessModel": "A few choices.",
    "Profile.supportModel": "A few choices.",
    "ErasedCount.what": "The names of tables.",
    "Peers.withheld": "Four sentences.",
    "Export.sha256": "Of nothing.",
    "DayHours.day": "The seven days of the week.",
    "Viewer.kind": "Person or key.",
    "Fact.name": "The names of facts.",
    "Fact.rule": "The sentences of rules.",
    "Event.kind": "The kinds of events.",
    "Event.author": "The kinds of authors.",
    "Ticket.resolver": "AI or human.",
    "Ticket.handledBy": "AI, human or mixed.",
    "Ticket.exclusion": "Three reasons.",
    "Target.kpi": "The catalogue's keys.",
    "Reading.version": "The definition's version.",
    "Reading.percentile": "Asked for.",
    "Reading.missing": "The catalogue's sentences.",
    "Period.from": "Asked for.",
    "Period.to": "Asked for.",
    "Point.from": "Asked for.",
    "Point.to": "Asked for.",
    "ConfidenceInterval.method": "The names of methods.",
    "SplitPart.share": "Ratios of small numbers.",
    "Reading.versionNumber": "Counted from 1.",
    "DefinitionVersion.number": "Counted from 1.",
    "ExpressionCheck.definition": "Of the expression that was sent.",
    "ExpressionCheck.formula": "Of the expression that was sent.",
    "Denominator.facts": "The kinds of facts.",
    "Denominator.value": "The fields of facts.",
    "Expression.facts": "The kinds of facts.",
    "Expression.value": "The fields of facts.",
    "Expression.balancedBy": "The catalogue's keys.",
    "Expression.day": "The fields of facts.",
    "Condition.field": "The fields of facts.",
    "DefinitionVersion.formula": "Formulas of the catalogue, and of fields.",
    "Decomposition.method": "The names of methods.",
    "Decomposition.source": "The sources of methods.",
    "StaffingNeed.method": "The names of methods.",
    "StaffingNeed.source": "The sources of methods.",
    "StaffingNeed.serviceLevel": "Asked for.",
    "StaffingNeed.occupancy": "A constant.",
    "StaffingNeed.weeks": "Of the period asked for.",
    "StaffingRow.hour": "The hours of the week.",
    "StaffingRow.label": "The hours of the week.",
    "AiOutcome.key": "Four outcomes.",
    "AiOutcome.label": "Four outcomes.",
    "TopicsPareto.cut": "A constant.",
    "SupportRisk.key": "The factors.",
    "SupportRisk.label": "The factors.",
    "RiskByValue.group": "High and low.",
    "ChurnAndSupport.lookBack": "A constant.",
    "Friction.windowDays": "A constant.",
    "FrictionComment.kind": "Two kinds.",
    "FrictionComment.ease": "The answer's place on its scale.",
    "Conflict.kind": "Categories of the catalogue.",
    "Conflict.sentence": "Names of the catalogue.",
    "Scorecard.cap": "Six unless set; looked at by test_insights.",
    "Usual.weeks": "Eight at most.",
    "ChurnAndSupport.n": "Either world has three customers.",
    "FailedSearches.queries": "Either world has three queries.",
    "TopicsPareto.rowCount": "Either world has two topics.",
    "TopicsPareto.vitalFew": "Either world has two topics.",
    "ContentGaps.rowCount": "Either world has two topics.",
    "FailedFirstContacts.rowCount": "Either world has two topics.",
    "UnresolvedIntents.rowCount": "Either world has two topics.",
    "OwnHistory.months": "Twelve at most.",
}
MAY_BE_EMPTY = {
    "Account.suspendedAt": "Of suspended accounts only; asked by test_life.",
    "Account.closedAt": "Of closed accounts only; asked by test_life.",
    "Account.eraseAfter": "Of closed accounts only; asked by test_life.",
    "Viewer.via": "Of an agency's people only; the cast asks it.",
    **{f"Peers.{name}": "Of cohorts of twenty; asked by test_peers." for name in ("p25", "p50", "p75", "accounts", "cohort", "quarter", "band")},
    "Export.error": "Of exports that failed.",
    "Kpi.featured": "Of some KPIs only.",
    "Kpi.windowDays": "Of some KPIs only.",
    "Reading.missing": "Of accounts that have not sent everything; a sentence of the catalogue.",
    "Fact.seconds": "Of durations only.",
    "Fact.at": "Of instants only.",
    "ApiKeyPayload.secret": "Only when a key is made; asked by test_mutations.",
    "ContentGaps.without": "Of accounts that have not sent everything; asked by test_diagnostics.",
    "Decomposition.missing": "Where there is nothing to take apart.",
    "ChannelCandidate.expected": "With thirty tickets that AI touched; asked by tests of the diagnostic.",
    "ChannelCandidate.potential": "With thirty tickets that AI touched; asked by tests of the diagnostic.",
    "RelativeRisk.interval": "With leavers on both sides; asked by tests of the diagnostic.",
    "StaffingRow.inTime": "Of live channels only; asked by tests of the diagnostic.",
    "StaffingRow.occupancy": "Of live channels only; asked by tests of the diagnostic.",
    **{
        f"{name}.missing": "Of accounts that have not sent everything; asked by test_diagnostics."
        for name in (
            *("AiOutcomes", "AiReturn", "ChurnAndSupport", "ContentGaps", "EscalationReasons", "FailedFirstContacts", "FailedSearches", "Friction"),
            *("HandleTimeOutliers", "NextChannel", "StaffingNeed", "TopicsPareto", "UnresolvedIntents"),
        )
    },
}
PERIOD = 'period: {from: "2026-03-01", to: "2026-03-31"}'
EVERY_KPI = json.dumps(list(KPIS))
SOME_KPIS = json.dumps(["csat", "first_response_time", "reopen_rate", "ticket_volume", "backlog_size", "quality_adjusted_resolution_rate"])
EXPRESSION = """expression: {key: "looked_at", name: "Looked at", unit: PERCENT, better: HIGHER, facts: "tickets", reads: SHARE,
    condition: [{field: "is_open", is: ["false"]}], balancedBy: ["csat"]}"""
WRONG = EXPRESSION.replace('facts: "tickets"', 'facts: "nothing"')
ARGUMENTS = {
    "Query.kpi": 'key: "csat"',
    "Query.readings": f"kpis: {SOME_KPIS}, {PERIOD}, interval: MONTH, by: CHANNEL",
    "Query.dimensionValues": "dimension: CHANNEL",
    "Query.tickets": "first: 100",
    "Query.node": "id: $id",
    "Query.nodes": "ids: $ids",
    "Query.decomposition": f'kpi: "csat", {PERIOD}, by: TOPIC',
    "Query.conflicts": PERIOD,
    "Query.diagnostics": PERIOD,
    "Query.aiOutcomes": PERIOD,
    "Query.friction": PERIOD,
    "Query.kpiCheck": EXPRESSION,
    "Query.expressionFields": 'facts: "tickets"',
    "Reading.tickets": "first: 5",
    "Kpi.versions": "first: 5",
    "DefinitionVersion.reading": PERIOD,
    "AiOutcome.tickets": "first: 5",
    "ExpressionCheck.preview": "days: 366",
}
HEAVY = {
    *("Reading.peers",),
    *("Reading.tickets", "Reading.balancing", "Reading.contradictedBy", "Kpi.versions", "Kpi.pendingVersion", "Kpi.traits", "Drill.kpi", "Panel.kpis"),
    *("Conflict.reading", "Conflict.partnerReading", "Conflict.kpi", "Conflict.partner", "AiOutcome.tickets", "DefinitionVersion.reading"),
    *("ExpressionCheck.preview", "Scorecard.kpis", "Kpi.balancedBy", "Decomposition.kpi"),
}
"""Fields that are asked in documents of their own, so that no document exceeds the cost of one operation."""
MUTATIONS = {
    "memberInvite": 'email: "intruder@people.test", role: OWNER',
    "agencyInvite": 'email: "intruder@people.test", role: OWNER',
    "invitationResend": 'id: "%(invitation)s"',
    "invitationRevoke": 'id: "%(invitation)s"',
    "grantRoleSet": 'id: "%(grant)s", role: VIEWER',
    "grantRevoke": 'id: "%(grant)s"',
    "profileSet": 'industry: "health"',
    "sharingStart": "",
    "sharingStop": "",
    "accountSuspend": "",
    "accountResume": "",
    "accountClose": 'name: "%(marker)s Ltd"',
    "accountReopen": "",
    "accountTransfer": 'member: "%(member)s"',
    "exportStart": "",
    "customerErase": 'source: "%(marker)s-desk", externalId: "%(marker)s-customer-1"',
    "accountUpdate": 'name: "Taken over", timezone: "Asia/Tokyo"',
    "calendarSet": 'weeklyHours: [], holidays: ["2099-01-01"]',
    "calendarRemove": 'scope: TEAM, key: "%(marker)s-team-0"',
    "kpiDefine": 'kpi: "csat", population: [{field: "tag", is: ["x"]}]',
    "kpiReset": 'kpi: "ticket_volume"',
    "kpiCreate": EXPRESSION.replace("looked_at", "intruding"),
    "kpiUpdate": 'kpi: "%(marker)s_share", ' + EXPRESSION.replace("looked_at", "%(marker)s_share"),
    "kpiRetire": 'kpi: "%(marker)s_share"',
    "scorecardArrange": 'kpis: ["csat"], cap: 1',
    "slaTargetsSet": 'targets: [{priority: "", resolutionSeconds: 1}]',
    "targetSet": 'kpi: "csat", value: 0.01',
    "targetRemove": 'kpi: "csat"',
    "memberAdd": 'email: "intruder@people.test", role: OWNER',
    "memberRoleSet": 'id: "%(member)s", role: VIEWER',
    "memberRemove": 'id: "%(member)s"',
    "apiKeyCreate": 'name: "intruder", scope: ADMIN',
    "apiKeyRevoke": 'id: "%(key)s"',
}


def by_hand(documents: Documents) -> list[str]:
    """Documents for the rest of `HEAVY`: below each of these fields are types that other documents ask in full."""
    known = "__typename id key name"
    version = documents.selection(documents.object_type("DefinitionVersion"), ("DefinitionVersion",), 4)
    kpi = f"versions(first: 5) {{ __typename totalCount pageInfo {{ __typename endCursor }} edges {{ __typename cursor node {{ __typename {version} }} }} }}"
    read = f"versions(first: 5) {{ __typename nodes {{ __typename reading({PERIOD}) {{ __typename value n version }} }} }}"
    traits = "traits { __typename key name holds explanation }"
    both = f"reading {{ __typename value kpi {{ {known} }} }} partnerReading {{ __typename value }} kpi {{ {known} }} partner {{ {known} }}"
    return [
        f"{{ kpis {{ {known} expression {{ __typename key }} balancedBy {{ {known} }} {kpi} }} }}",
        f'{{ kpi(key: "ticket_volume") {{ {known} {read} {traits} }} }}',
        '{ kpi(key: "reopen_rate") { __typename pendingVersion { __typename number fingerprint } } }',
        f"{{ panels {{ __typename kpis {{ {known} }} }} scorecard {{ __typename kpis {{ {known} }} }} }}",
        f"{{ conflicts({PERIOD}) {{ __typename {both} }} }}",
        f"{{ aiOutcomes({PERIOD}) {{ __typename resolved {{ __typename tickets(first: 5) {{ __typename totalCount nodes {{ __typename subject }} }} }} }} }}",
        f"{{ decomposition({ARGUMENTS['Query.decomposition']}) {{ __typename kpi {{ {known} }} }} }}",
        f"{{ diagnostics({PERIOD}) {{ __typename topicsPareto {{ __typename rows {{ __typename drill {{ __typename kpi {{ {known} }} }} }} }} }} }}",
        f"{{ kpiCheck({EXPRESSION}) {{ __typename preview(days: 366) {{ __typename value n }} }} }}",
        f"{{ kpiCheck({WRONG}) {{ __typename problems {{ __typename part message }} }} }}",
        f"{{ readings(kpis: {EVERY_KPI}, {PERIOD}) {{ __typename value n numerator denominator currency missing }} }}",
        f"{{ readings(kpis: {SOME_KPIS}, {PERIOD}) {{ __typename contradictedBy {{ {known} }} }} }}",
        '{ readings(kpis: ["ticket_volume"], period: {from: "2026-04-06", to: "2026-04-12"}, interval: DAY)'
        " { __typename series { __typename usual { __typename low middle high weeks isUnusual } } } }",
        '{ readings(kpis: ["backlog_size"], period: {from: "2026-06-01", to: "2026-06-30"})'
        " { __typename ownHistory { __typename months low middle high best } } }",
    ]


TABLES = Tables(
    api=api,
    shared=SHARED,
    own_of_shared=OWN_OF_SHARED,
    same_for_all=SAME_FOR_ALL,
    may_be_empty=MAY_BE_EMPTY,
    arguments=ARGUMENTS,
    heavy=HEAVY,
    mutations=MUTATIONS,
)


def every_document() -> list[str]:
    """Documents that ask every field of every object type that can be reached by a query."""
    documents = Documents(TABLES)
    reading = documents.object_type("Reading")
    few = f'readings(kpis: ["csat", "first_response_time"], {PERIOD})'
    found = documents.roots()
    for place in ("Reading.tickets", "Reading.balancing", "Reading.peers"):
        name = place.split(".")[1]
        inner = get_named_type(reading.fields[name].type)
        found.append(f"{{ {few} {{ __typename {documents.asked(place, name, inner, ('Reading', 'Kpi', inner.name), 4)} }} }}")
    return [*found, *by_hand(documents)]
