"""What the tests that ask every field of an agency's schema have to be told."""

from __future__ import annotations

from api.graphql.agency.schema import api

from .tables import Tables

PERIOD = 'period: {from: "2026-03-01", to: "2026-03-31"}'
SOME_KPIS = '["csat", "first_response_time", "ticket_volume", "cost_per_resolution"]'
SHARED = {
    "Kpi": "The published catalogue is the same for everybody; ids are looked at below.",
    "Benchmark": "Published figures are the same for everybody.",
    "PageInfo": "Two booleans and two cursors; cursors are looked at below.",
    "UserError": "Words about the arguments that were sent.",
    "LetterPreview": "A letter; the markers in it are looked at.",
    "ConfidenceInterval": "Of small numbers, by the names of methods; test_portfolio compares them with the client's own.",
    "SplitPart": "Ratios of small numbers; test_portfolio compares them with the client's own.",
    "Period": "Asked for.",
}
OWN_OF_SHARED = {"Kpi.id", "PageInfo.startCursor", "PageInfo.endCursor"}
SAME_FOR_ALL = {
    "Client.timezone": "A few zones.",
    "Client.dataTo": "The end of the month that both have published.",
    "ClientConnection.totalCount": "Either agency has two clients.",
    "AgencyViewer.kind": "Person or key.",
    "ApiKey.lastUsedAt": "The hour of this test.",
    "AuditEntry.action": "The kinds of actions.",
    "AuditEntry.details": "JSON; its texts hold the marker.",
    "Invitation.role": "Three roles.",
    "Report.day": "Of the week.",
    "Report.hour": "Of the day.",
    "Report.kpis": "The catalogue's keys.",
    "Edition.opened": "A small count.",
    "Point.from": "Asked for.",
    "Point.to": "Asked for.",
    "Segment.key": "Seven channels.",
    "Segment.label": "Seven channels.",
    "Segment.numerator": "Small counts; test_portfolio looks at the numbers.",
    "Segment.denominator": "Small counts; test_portfolio looks at the numbers.",
    "Segment.n": "Small counts; test_portfolio looks at the numbers.",
    "Cell.missing": "The catalogue's sentences.",
    "Figure.missing": "The catalogue's sentences.",
    "ClientTarget.value": "Looked at by its marker's targets in test_portfolio.",
}
FEW = "Where fewer than thirty cases let nothing be said; asked by test_portfolio."
EARLIER = "Of comparisons in which the earlier period has cases."
MAY_BE_EMPTY = {
    "ClientTarget.upper": "Of KPIs that want a band, of which none is published.",
    "Kpi.featured": "Of some KPIs only.",
    "Kpi.windowDays": "Of some KPIs only.",
    "Cell.distance": FEW,
    "Cell.rankBest": FEW,
    "Cell.rankWorst": FEW,
    "Cell.missing": "Of clients that have not sent everything.",
    "Figure.missing": "Of clients that have not sent everything.",
    **{f"Spread.{name}": FEW for name in ("clients", "low", "p25", "median", "p75", "high", "beyondChance", "isInconsistent", "sentence")},
    **{f"{kind}.{name}": FEW for kind in ("Mover", "OffTarget") for name in api.graphql.type_map[kind].fields},  # type: ignore[attr-defined]
    **{f"{kind}.{name}": EARLIER for kind in ("Cell", "Figure", "Segment") for name in ("previousValue", "change")},
    "Cell.relativeChange": EARLIER,
    "Figure.relativeChange": EARLIER,
    "SplitPart.previousValue": EARLIER,
    "Column.spread": FEW,
    "Edition.note": "Of editions that are withheld.",
    "Delivery.error": "Of letters that were given up.",
}
ARGUMENTS = {
    "Query.kpi": 'key: "csat"',
    "Query.client": "slug: $slug",
    "Query.comparison": f"kpis: {SOME_KPIS}, {PERIOD}",
    "Query.series": f'kpi: "ticket_volume", {PERIOD}',
    "Query.movers": PERIOD,
    "Query.offTarget": PERIOD,
    "Query.segments": f'client: $client, kpi: "ticket_volume", {PERIOD}',
    "Query.report": "id: $report",
    "Query.node": "id: $id",
    "Query.nodes": "ids: $ids",
    "Client.readings": f"kpis: {SOME_KPIS}, {PERIOD}",
}
HEAVY = {"Kpi.balancedBy", "Report.preview", "Client.readings"}
MUTATIONS = {
    "agencyUpdate": 'name: "Taken over", timezone: "Asia/Tokyo"',
    "staffInvite": 'email: "intruder@people.test", role: OWNER',
    "staffRoleSet": 'id: "%(member)s", role: ANALYST',
    "staffRemove": 'id: "%(member)s"',
    "clientCreate": 'name: "Another", timezone: "UTC"',
    "clientInvite": 'email: "intruder@people.test", role: OWNER',
    "clientLeave": 'id: "%(client)s"',
    "invitationResend": 'id: "%(invitation)s"',
    "invitationRevoke": 'id: "%(invitation)s"',
    "apiKeyCreate": 'name: "intruder", scope: ADMIN',
    "apiKeyRevoke": 'id: "%(key)s"',
    "brandSet": 'name: "Taken over", accent: "#1a4f86"',
    "logoSet": 'image: "x"',
    "logoRemove": "",
    "domainAdd": 'host: "kpi.intruder-agency.de"',
    "domainVerify": 'id: "%(domain)s"',
    "domainRemove": 'id: "%(domain)s"',
    "savedViewSet": 'name: "%(marker)s view", search: "kpis=nps"',
    "savedViewRemove": 'id: "%(view)s"',
    "reportCreate": 'kind: CLIENT, client: "%(client)s", report: {name: "Mine", frequency: WEEKLY, day: 1, recipients: ["intruder@people.test"]}',
    "reportUpdate": 'id: "%(report)s", report: {name: "Mine", frequency: WEEKLY, day: 1, recipients: ["intruder@people.test"]}',
    "reportRemove": 'id: "%(report)s"',
    "reportCommentarySet": 'id: "%(report)s", commentary: "Mine."',
    "reportSend": 'id: "%(report)s"',
    "editionResend": 'id: "%(edition)s"',
    "editionLinkRevoke": 'id: "%(edition)s"',
}
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
