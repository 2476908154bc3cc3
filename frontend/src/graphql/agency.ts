/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What one of the agency's people may do. */
export type AgencyRole =
  /** Everything: also people, keys, brand, hosts, the agency's name and time zone. */
  | 'OWNER'
  /** Read, and change clients, reports and saved views. */
  | 'MANAGER'
  /** Read. */
  | 'ANALYST';

/** Which entries. Everything given must hold. */
export type AuditFilter = {
  /** Only this action, such as `grant.revoked`, or this group of them, such as `grant`. */
  action?: string | null | undefined;
  /** On this local day or later. */
  from?: string | null | undefined;
  /** On this local day or earlier. */
  to?: string | null | undefined;
};

/** Which way is good. */
export type Better =
  /** More is better. */
  | 'HIGHER'
  /** Less is better. */
  | 'LOWER'
  /** Neither too much nor too little. */
  | 'BAND';

/** A channel by which clients can be compared, whatever they call theirs. */
export type Channel =
  /** E-mail. */
  | 'EMAIL'
  /** Chat. */
  | 'CHAT'
  /** Telephone. */
  | 'PHONE'
  /** Social media. */
  | 'SOCIAL'
  /** Forms on the web. */
  | 'WEB'
  /** Messengers. */
  | 'MESSAGING'
  /** Everything else. */
  | 'OTHER';

/** What a period is compared with. */
export type Comparison =
  /** The period of the same length just before. */
  | 'PREVIOUS_PERIOD'
  /** The same weekdays 364 days before. */
  | 'PREVIOUS_YEAR'
  /** Nothing. */
  | 'NONE';

/** How it stands with one letter. */
export type DeliveryState =
  /** It is to be sent. */
  | 'PENDING'
  /** It is being sent. */
  | 'SENDING'
  /** The mail server took it. */
  | 'SENT'
  /** It was given up; `error` says why. */
  | 'FAILED'
  /** The person wants no letters, or may not have them any more. */
  | 'STOPPED';

/** What a change means. */
export type Direction =
  /** Better than before, beyond chance. */
  | 'IMPROVED'
  /** Worse than before, beyond chance. */
  | 'WORSENED'
  /** No different, or within chance. */
  | 'UNCHANGED'
  /** Higher than before; this KPI wants a band. */
  | 'HIGHER'
  /** Lower than before; this KPI wants a band. */
  | 'LOWER'
  /** There was nothing before. */
  | 'NEW'
  /** Too few cases to say. */
  | 'UNKNOWN';

/** How it stands with an edition. */
export type EditionState =
  /** It waits for the period's numbers. */
  | 'WAITING'
  /** It is made; letters are going out. */
  | 'READY'
  /** Every letter has been decided. */
  | 'DONE'
  /** Nothing is or was sent; `note` says why. */
  | 'WITHHELD';

/** The length of the points of a series. */
export type Interval =
  /** Local days. */
  | 'DAY'
  /** Weeks from Monday. */
  | 'WEEK'
  /** Calendar months. */
  | 'MONTH';

/** What an invitation lets its reader into. */
export type InvitationKind =
  /** Into the account, as a member. */
  | 'MEMBER'
  /** Into the agency, as one of its people. */
  | 'STAFF'
  /** The agency asks an account's owner to become its client. */
  | 'CLIENT'
  /** The account asks an agency to look after it. */
  | 'AGENCY';

/** What became of an invitation. */
export type InvitationStatus =
  /** Its letter lets its reader in. */
  | 'OPEN'
  /** It was accepted. */
  | 'ACCEPTED'
  /** Nobody accepted it in time. */
  | 'EXPIRED'
  /** It was taken back. */
  | 'REVOKED';

/** Local days of the account, both included. */
export type PeriodInput = {
  /** The first day. */
  from: string;
  /** The last day. */
  to: string;
};

/** Where a client stands among the agency's clients: against the median, beyond its interval, never by rank. */
export type Position =
  /** Better than the median, and it would be were the interval twice as wide. */
  | 'CLEARLY_BETTER'
  /** Better than the median, beyond the interval. */
  | 'BETTER'
  /** The interval reaches the median. */
  | 'TYPICAL'
  /** Worse than the median, beyond the interval. */
  | 'WORSE'
  /** Worse than the median, and it would be were the interval twice as wide. */
  | 'CLEARLY_WORSE'
  /** Higher than the median, beyond the interval; this KPI wants a band. */
  | 'HIGHER'
  /** Lower than the median, beyond the interval; this KPI wants a band. */
  | 'LOWER'
  /** A count or a level, which says how large a client is, or another currency. */
  | 'UNRANKED'
  /** Fewer than 30 cases, or no interval. */
  | 'NOT_ENOUGH_DATA';

/** What is attached to a letter. */
export type ReportFormat =
  /** A document to print. */
  | 'PDF'
  /** A table. */
  | 'CSV';

/** How often a report is sent, and over what. */
export type ReportFrequency =
  /** Every week, over the last whole week from Monday to Sunday. */
  | 'WEEKLY'
  /** Every month, over the last whole calendar month. */
  | 'MONTHLY';

/** A report as somebody wants it. */
export type ReportInput = {
  /** Its name: 1 to 80 characters. */
  name: string;
  /** How often. */
  frequency: ReportFrequency;
  /** Weekly: 1 Monday to 7 Sunday. Monthly: 1 to 31. */
  day: number;
  /** The local hour, 0 to 23. */
  hour?: number;
  /** Keys of published KPIs in the order shown; none for the usual ones. */
  kpis?: Array<string>;
  /** Addresses that it goes to. */
  recipients?: Array<string>;
  /** What is attached. */
  formats?: Array<ReportFormat>;
  /** Whether it is sent by schedule. */
  isActive?: boolean;
};

/** What a report shows. */
export type ReportKind =
  /** One client's numbers, for the client. */
  | 'CLIENT'
  /** All clients side by side, for the agency's people. */
  | 'PORTFOLIO'
  /** Who moved, who is off target and whose data stopped, for the agency's people. */
  | 'HEALTH';

/** What a member may do. */
export type Role =
  /** Everything: also members, keys, the account's name and time zone. */
  | 'OWNER'
  /** Read, import, and set targets, commitments and the calendar. */
  | 'ANALYST'
  /** Read. */
  | 'VIEWER';

/** What an API key may do. */
export type Scope =
  /** Read numbers and tickets. */
  | 'READ'
  /** Send events, rows and files, and nothing else. */
  | 'INGEST'
  /** Everything an owner may do. */
  | 'ADMIN';

/** Which parts, of the AI agent and of people, are shown beside the blended value. */
export type SplitRule =
  /** Both, always: the blended value is never shown alone. */
  | 'ALWAYS'
  /** Both, and no blended value at all: they are not measured alike. */
  | 'APART'
  /** Only defined for people. */
  | 'HUMAN'
  /** Only defined for the AI agent. */
  | 'AI'
  /** Both, once there are enough cases. */
  | 'LARGE'
  /** Neither: the KPI belongs to the whole. */
  | 'NEVER';

/** Where a value stands against the account's target. */
export type Status =
  /** The target is met, beyond doubt. */
  | 'ON_TARGET'
  /** The target is missed, beyond doubt. */
  | 'OFF_TARGET'
  /** The target lies within the confidence interval. */
  | 'TOO_CLOSE_TO_CALL'
  /** It improved or is on target, while a KPI that balances it worsened beyond chance or misses its target. */
  | 'CONTRADICTED'
  /** Too few cases to say. */
  | 'NOT_ENOUGH_DATA'
  /** The account has set no target. */
  | 'NO_TARGET';

/** What a value is measured in. */
export type Unit =
  /** Seconds. */
  | 'DURATION'
  /** A fraction: 0.25 is 25 %. */
  | 'PERCENT'
  /** A number of things. */
  | 'COUNT'
  /** Points on a scale. */
  | 'SCORE'
  /** Money, in the account's currency. */
  | 'MONEY';

export type AgencyTeamQueryVariables = Exact<{ [key: string]: never; }>;


export type AgencyTeamQuery = { agency: { id: string, members: Array<{ id: string, email: string, role: AgencyRole, since: string, isViewer: boolean }>, invitations: Array<{ id: string, kind: InvitationKind, email: string, role: string, createdBy: string | null, createdAt: string, expiresAt: string, status: InvitationStatus }> } };

export type AgencyClientsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AgencyClientsQuery = { agency: { id: string, invitations: Array<{ id: string, kind: InvitationKind, email: string, role: string, createdBy: string | null, createdAt: string, expiresAt: string, status: InvitationStatus }> }, clients: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, name: string, timezone: string, grantedRole: Role, role: Role | null, mayOpen: boolean, since: string, asOf: string | null, isStale: boolean }> } };

export type AgencyLookQueryVariables = Exact<{ [key: string]: never; }>;


export type AgencyLookQuery = { agency: { id: string, name: string, brand: { name: string, accent: string, accentDark: string, logo: string | null, senderName: string, replyTo: string } } };

export type AgencyDomainsQueryVariables = Exact<{ [key: string]: never; }>;


export type AgencyDomainsQuery = { agency: { id: string, domains: Array<{ id: string, host: string, isVerified: boolean, recordName: string, recordValue: string, checkedAt: string | null, verifiedAt: string | null }> } };

export type AgencyKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type AgencyKeysQuery = { agency: { id: string, apiKeys: Array<{ id: string, name: string, prefix: string, scope: Scope, createdAt: string, createdBy: string | null, revokedAt: string | null, lastUsedAt: string | null }> } };

export type AgencyActivityQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AgencyActivityQuery = { agency: { id: string, audit: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, at: string, action: string, sentence: string, subject: string, details: Record<string, unknown>, actor: string, address: string | null, agency: string | null, account: string | null }> } } };

export type AgencyUpdateMutationVariables = Exact<{
  name?: string | null | undefined;
  timezone?: string | null | undefined;
}>;


export type AgencyUpdateMutation = { agencyUpdate: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type StaffInviteMutationVariables = Exact<{
  email: string;
  role: AgencyRole;
}>;


export type StaffInviteMutation = { staffInvite: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type StaffRoleSetMutationVariables = Exact<{
  id: string;
  role: AgencyRole;
}>;


export type StaffRoleSetMutation = { staffRoleSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type StaffRemoveMutationVariables = Exact<{
  id: string;
}>;


export type StaffRemoveMutation = { staffRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ClientCreateMutationVariables = Exact<{
  name: string;
  timezone: string;
}>;


export type ClientCreateMutation = { clientCreate: { client: { id: string, slug: string } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type ClientInviteMutationVariables = Exact<{
  email: string;
  role: Role;
}>;


export type ClientInviteMutation = { clientInvite: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ClientLeaveMutationVariables = Exact<{
  id: string;
}>;


export type ClientLeaveMutation = { clientLeave: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AgencyInvitationResendMutationVariables = Exact<{
  id: string;
}>;


export type AgencyInvitationResendMutation = { invitationResend: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AgencyInvitationRevokeMutationVariables = Exact<{
  id: string;
}>;


export type AgencyInvitationRevokeMutation = { invitationRevoke: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AgencyKeyCreateMutationVariables = Exact<{
  name: string;
  scope: Scope;
}>;


export type AgencyKeyCreateMutation = { apiKeyCreate: { secret: string | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type AgencyKeyRevokeMutationVariables = Exact<{
  id: string;
}>;


export type AgencyKeyRevokeMutation = { apiKeyRevoke: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type BrandSetMutationVariables = Exact<{
  name?: string | null | undefined;
  accent?: string | null | undefined;
  accentDark?: string | null | undefined;
  senderName?: string | null | undefined;
  replyTo?: string | null | undefined;
}>;


export type BrandSetMutation = { brandSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type LogoSetMutationVariables = Exact<{
  image: string;
}>;


export type LogoSetMutation = { logoSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type LogoRemoveMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoRemoveMutation = { logoRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type DomainAddMutationVariables = Exact<{
  host: string;
}>;


export type DomainAddMutation = { domainAdd: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type DomainVerifyMutationVariables = Exact<{
  id: string;
}>;


export type DomainVerifyMutation = { domainVerify: { domain: { id: string, isVerified: boolean } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type DomainRemoveMutationVariables = Exact<{
  id: string;
}>;


export type DomainRemoveMutation = { domainRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type CompareQueryVariables = Exact<{
  kpis: Array<string> | string;
  period: PeriodInput;
  compareWith: Comparison;
  channel?: Channel | null | undefined;
}>;


export type CompareQuery = { comparison: { period: { from: string, to: string }, previousPeriod: { from: string, to: string } | null, clients: Array<{ id: string, slug: string, name: string, timezone: string, role: Role | null, grantedRole: Role, mayOpen: boolean, asOf: string | null, isStale: boolean, dataFrom: string | null, dataTo: string | null }>, columns: Array<{ kpi: { key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, rollup: { value: number | null, n: number, previousValue: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, currency: string | null, missing: Array<string>, interval: { low: number, high: number } | null }, spread: { clients: number, low: number, high: number, p25: number, median: number, p75: number, beyondChance: number | null, isInconsistent: boolean, sentence: string } | null, cells: Array<{ clientId: string, value: number | null, n: number, previousValue: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, position: Position, distance: number | null, rankBest: number | null, rankWorst: number | null, status: Status, isPartial: boolean, isAvailable: boolean, missing: Array<string>, currency: string | null, asOf: string | null, interval: { low: number, high: number } | null, target: { value: number, upper: number | null } | null, split: { ai: { value: number | null, n: number, share: number | null } | null, human: { value: number | null, n: number, share: number | null } | null } }> }> } };

export type ColumnKpiFragment = { key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null };

export type ClientCoreFragment = { id: string, slug: string, name: string, timezone: string, role: Role | null, grantedRole: Role, mayOpen: boolean, asOf: string | null, isStale: boolean, dataFrom: string | null, dataTo: string | null };

export type FigureCoreFragment = { value: number | null, n: number, previousValue: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, currency: string | null, missing: Array<string>, interval: { low: number, high: number } | null };

export type PartsCoreFragment = { ai: { value: number | null, n: number, share: number | null } | null, human: { value: number | null, n: number, share: number | null } | null };

export type SpreadCoreFragment = { clients: number, low: number, high: number, p25: number, median: number, p75: number, beyondChance: number | null, isInconsistent: boolean, sentence: string };

export type CellCoreFragment = { clientId: string, value: number | null, n: number, previousValue: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, position: Position, distance: number | null, rankBest: number | null, rankWorst: number | null, status: Status, isPartial: boolean, isAvailable: boolean, missing: Array<string>, currency: string | null, asOf: string | null, interval: { low: number, high: number } | null, target: { value: number, upper: number | null } | null, split: { ai: { value: number | null, n: number, share: number | null } | null, human: { value: number | null, n: number, share: number | null } | null } };

export type CoursesQueryVariables = Exact<{
  kpi: string;
  period: PeriodInput;
  interval: Interval;
  channel?: Channel | null | undefined;
}>;


export type CoursesQuery = { series: { rollup: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, interval: { low: number, high: number } | null }>, clients: Array<{ client: { id: string }, points: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, interval: { low: number, high: number } | null }> }> } };

export type CoursePointFragment = { from: string, to: string, value: number | null, n: number, isPartial: boolean, interval: { low: number, high: number } | null };

export type MoversQueryVariables = Exact<{
  period: PeriodInput;
  compareWith: Comparison;
  first: number;
}>;


export type MoversQuery = { movers: Array<{ value: number | null, previousValue: number | null, change: number | null, relativeChange: number | null, direction: Direction, standardised: number, currency: string | null, n: number, client: { id: string, slug: string, name: string, timezone: string, role: Role | null, grantedRole: Role, mayOpen: boolean, asOf: string | null, isStale: boolean, dataFrom: string | null, dataTo: string | null }, kpi: { key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, interval: { low: number, high: number } | null }> };

export type OffTargetQueryVariables = Exact<{
  period: PeriodInput;
  first: number;
}>;


export type OffTargetQuery = { offTarget: Array<{ value: number | null, n: number, gap: number, currency: string | null, client: { id: string, slug: string, name: string, timezone: string, role: Role | null, grantedRole: Role, mayOpen: boolean, asOf: string | null, isStale: boolean, dataFrom: string | null, dataTo: string | null }, kpi: { key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, interval: { low: number, high: number } | null, target: { value: number, upper: number | null } }> };

export type ClientNumbersQueryVariables = Exact<{
  slug: string;
  kpis: Array<string> | string;
  period: PeriodInput;
  compareWith: Comparison;
  channel?: Channel | null | undefined;
  interval: Interval;
}>;


export type ClientNumbersQuery = { client: { since: string, id: string, slug: string, name: string, timezone: string, role: Role | null, grantedRole: Role, mayOpen: boolean, asOf: string | null, isStale: boolean, dataFrom: string | null, dataTo: string | null, readings: Array<{ kpi: { pillar: string, key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, cell: { clientId: string, value: number | null, n: number, previousValue: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, position: Position, distance: number | null, rankBest: number | null, rankWorst: number | null, status: Status, isPartial: boolean, isAvailable: boolean, missing: Array<string>, currency: string | null, asOf: string | null, interval: { low: number, high: number } | null, target: { value: number, upper: number | null } | null, split: { ai: { value: number | null, n: number, share: number | null } | null, human: { value: number | null, n: number, share: number | null } | null } }, rollup: { value: number | null, n: number, currency: string | null }, series: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, interval: { low: number, high: number } | null }> }> } | null };

export type ClientSegmentsQueryVariables = Exact<{
  client: string;
  kpi: string;
  period: PeriodInput;
  compareWith: Comparison;
}>;


export type ClientSegmentsQuery = { segments: Array<{ key: string, label: string, value: number | null, n: number, previousValue: number | null, change: number | null, isSignificant: boolean, direction: Direction, interval: { low: number, high: number } | null }> };

export type SavedViewsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedViewsQuery = { agency: { id: string, savedViews: Array<{ id: string, name: string, search: string, createdBy: string | null }> } };

export type SavedViewSetMutationVariables = Exact<{
  name: string;
  search: string;
}>;


export type SavedViewSetMutation = { savedViewSet: { savedView: { id: string, name: string, search: string } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type SavedViewRemoveMutationVariables = Exact<{
  id: string;
}>;


export type SavedViewRemoveMutation = { savedViewRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ReportCoreFragment = { id: string, name: string, kind: ReportKind, frequency: ReportFrequency, day: number, hour: number, timezone: string, kpis: Array<string>, formats: Array<ReportFormat>, commentary: string, isActive: boolean, nextAt: string | null, lastAt: string | null, client: { id: string, slug: string, name: string } | null, recipients: Array<{ email: string, stoppedAt: string | null }> };

export type ReportsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportsQuery = { reports: Array<{ id: string, name: string, kind: ReportKind, frequency: ReportFrequency, day: number, hour: number, timezone: string, kpis: Array<string>, formats: Array<ReportFormat>, commentary: string, isActive: boolean, nextAt: string | null, lastAt: string | null, client: { id: string, slug: string, name: string } | null, recipients: Array<{ email: string, stoppedAt: string | null }> }> };

export type ReportFormQueryVariables = Exact<{
  id: string;
}>;


export type ReportFormQuery = { report: { id: string, name: string, kind: ReportKind, frequency: ReportFrequency, day: number, hour: number, timezone: string, kpis: Array<string>, formats: Array<ReportFormat>, commentary: string, isActive: boolean, nextAt: string | null, lastAt: string | null, client: { id: string, slug: string, name: string } | null, recipients: Array<{ email: string, stoppedAt: string | null }> } | null };

export type ReportClientsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ReportClientsQuery = { clients: { totalCount: number, nodes: Array<{ id: string, name: string, timezone: string }> } };

export type ReportPageQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type ReportPageQuery = { report: { id: string, name: string, kind: ReportKind, frequency: ReportFrequency, day: number, hour: number, timezone: string, kpis: Array<string>, formats: Array<ReportFormat>, commentary: string, isActive: boolean, nextAt: string | null, lastAt: string | null, editions: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, state: EditionState, note: string, sentBy: string | null, createdAt: string, commentary: string, link: string | null, expiresAt: string | null, opened: number, openedAt: string | null, period: { from: string, to: string }, deliveries: Array<{ email: string, state: DeliveryState, sentAt: string | null, error: string }> }> }, client: { id: string, slug: string, name: string } | null, recipients: Array<{ email: string, stoppedAt: string | null }> } | null };

export type ReportPreviewQueryVariables = Exact<{
  id: string;
}>;


export type ReportPreviewQuery = { report: { id: string, preview: { subject: string, html: string, text: string } } | null };

export type ReportCreateMutationVariables = Exact<{
  kind: ReportKind;
  client?: string | null | undefined;
  report: ReportInput;
}>;


export type ReportCreateMutation = { reportCreate: { report: { id: string } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type ReportUpdateMutationVariables = Exact<{
  id: string;
  report: ReportInput;
}>;


export type ReportUpdateMutation = { reportUpdate: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ReportRemoveMutationVariables = Exact<{
  id: string;
}>;


export type ReportRemoveMutation = { reportRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ReportCommentarySetMutationVariables = Exact<{
  id: string;
  commentary: string;
}>;


export type ReportCommentarySetMutation = { reportCommentarySet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ReportSendMutationVariables = Exact<{
  id: string;
}>;


export type ReportSendMutation = { reportSend: { edition: { id: string } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type EditionResendMutationVariables = Exact<{
  id: string;
}>;


export type EditionResendMutation = { editionResend: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type EditionLinkRevokeMutationVariables = Exact<{
  id: string;
}>;


export type EditionLinkRevokeMutation = { editionLinkRevoke: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AgencyShellQueryVariables = Exact<{ [key: string]: never; }>;


export type AgencyShellQuery = { viewer: { id: string, email: string | null, role: AgencyRole | null, mayManage: boolean, mayAdminister: boolean }, agency: { id: string, slug: string, name: string, timezone: string }, kpis: Array<{ key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, pillar: string, category: string, featured: number | null, hasPercentiles: boolean, isOutcome: boolean }>, clients: { totalCount: number, nodes: Array<{ dataFrom: string | null, dataTo: string | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ColumnKpiFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ColumnKpi on Kpi {
  key
  name
  asks
  unit
  better
  split
  windowDays
}
    `, {"fragmentName":"ColumnKpi"}) as unknown as TypedDocumentString<ColumnKpiFragment, unknown>;
export const ClientCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ClientCore on Client {
  id
  slug
  name
  timezone
  role
  grantedRole
  mayOpen
  asOf
  isStale
  dataFrom
  dataTo
}
    `, {"fragmentName":"ClientCore"}) as unknown as TypedDocumentString<ClientCoreFragment, unknown>;
export const FigureCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment FigureCore on Figure {
  value
  n
  interval {
    low
    high
  }
  previousValue
  change
  relativeChange
  isSignificant
  direction
  currency
  missing
}
    `, {"fragmentName":"FigureCore"}) as unknown as TypedDocumentString<FigureCoreFragment, unknown>;
export const SpreadCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment SpreadCore on Spread {
  clients
  low
  high
  p25
  median
  p75
  beyondChance
  isInconsistent
  sentence
}
    `, {"fragmentName":"SpreadCore"}) as unknown as TypedDocumentString<SpreadCoreFragment, unknown>;
export const PartsCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment PartsCore on Split {
  ai {
    value
    n
    share
  }
  human {
    value
    n
    share
  }
}
    `, {"fragmentName":"PartsCore"}) as unknown as TypedDocumentString<PartsCoreFragment, unknown>;
export const CellCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment CellCore on Cell {
  clientId
  value
  n
  interval {
    low
    high
  }
  previousValue
  change
  relativeChange
  isSignificant
  direction
  position
  distance
  rankBest
  rankWorst
  target {
    value
    upper
  }
  status
  split {
    ...PartsCore
  }
  isPartial
  isAvailable
  missing
  currency
  asOf
}
    fragment PartsCore on Split {
  ai {
    value
    n
    share
  }
  human {
    value
    n
    share
  }
}`, {"fragmentName":"CellCore"}) as unknown as TypedDocumentString<CellCoreFragment, unknown>;
export const CoursePointFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment CoursePoint on Point {
  from
  to
  value
  n
  interval {
    low
    high
  }
  isPartial
}
    `, {"fragmentName":"CoursePoint"}) as unknown as TypedDocumentString<CoursePointFragment, unknown>;
export const ReportCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ReportCore on Report {
  id
  name
  kind
  client {
    id
    slug
    name
  }
  frequency
  day
  hour
  timezone
  kpis
  recipients {
    email
    stoppedAt
  }
  formats
  commentary
  isActive
  nextAt
  lastAt
}
    `, {"fragmentName":"ReportCore"}) as unknown as TypedDocumentString<ReportCoreFragment, unknown>;
export const AgencyTeamDocument = {"__meta__":{"hash":"sha256:d030111b09369421a2f012b5ee12cee760f2740ef349fc3241e3f281c01b9266"}} as unknown as TypedDocumentString<AgencyTeamQuery, AgencyTeamQueryVariables>;
export const AgencyClientsDocument = {"__meta__":{"hash":"sha256:3c99368462ce732c83954c58673783a15bb61e00bb29a0c233ce85717605dfc1"}} as unknown as TypedDocumentString<AgencyClientsQuery, AgencyClientsQueryVariables>;
export const AgencyLookDocument = {"__meta__":{"hash":"sha256:b786532b5b4f1349f2d41bfd7e15b90bdcfa07d986dbe409062be61f80f0369a"}} as unknown as TypedDocumentString<AgencyLookQuery, AgencyLookQueryVariables>;
export const AgencyDomainsDocument = {"__meta__":{"hash":"sha256:a47950ba8e90d342f46d43f3b73d5757ceceb5d79ae984c8d2198c365770c612"}} as unknown as TypedDocumentString<AgencyDomainsQuery, AgencyDomainsQueryVariables>;
export const AgencyKeysDocument = {"__meta__":{"hash":"sha256:f598f009ef2a6bea5493805828bd7bd932596570130e90d445656a76b80e0d73"}} as unknown as TypedDocumentString<AgencyKeysQuery, AgencyKeysQueryVariables>;
export const AgencyActivityDocument = {"__meta__":{"hash":"sha256:31dac8a3e6d3f03151ccd2b4d33321214dda844eba6df4c2736e7301ff30cd44"}} as unknown as TypedDocumentString<AgencyActivityQuery, AgencyActivityQueryVariables>;
export const AgencyUpdateDocument = {"__meta__":{"hash":"sha256:4f3dde4968df48a00a4029eefaa2e9f9e09ee302daa8b6f0da18acff5bab8111"}} as unknown as TypedDocumentString<AgencyUpdateMutation, AgencyUpdateMutationVariables>;
export const StaffInviteDocument = {"__meta__":{"hash":"sha256:a6eb62efb9695af765e20e26e529861e6f3d3c09e6c91c2c673abdcc2bd7106e"}} as unknown as TypedDocumentString<StaffInviteMutation, StaffInviteMutationVariables>;
export const StaffRoleSetDocument = {"__meta__":{"hash":"sha256:b96d7cdfac5827f5ee7cb394c54e2556e79a30de082ecc5b59468d566e382762"}} as unknown as TypedDocumentString<StaffRoleSetMutation, StaffRoleSetMutationVariables>;
export const StaffRemoveDocument = {"__meta__":{"hash":"sha256:b241a05412b8a8724f8dbf950553499442613d028aba719196ad7d38da66d793"}} as unknown as TypedDocumentString<StaffRemoveMutation, StaffRemoveMutationVariables>;
export const ClientCreateDocument = {"__meta__":{"hash":"sha256:d79b22394a012ec42a7949bbf3911bbda9f935b8302a3d8652e606ff58c02340"}} as unknown as TypedDocumentString<ClientCreateMutation, ClientCreateMutationVariables>;
export const ClientInviteDocument = {"__meta__":{"hash":"sha256:765f5f71ca7772065b6cd82cf0ea9e15d1e06f43ebf2485b3cf9ed79e2e3de45"}} as unknown as TypedDocumentString<ClientInviteMutation, ClientInviteMutationVariables>;
export const ClientLeaveDocument = {"__meta__":{"hash":"sha256:37cb37dc1ab3a8e6a6c34a539e5b114d68ce0e8215387dfbb9ce6849376454b2"}} as unknown as TypedDocumentString<ClientLeaveMutation, ClientLeaveMutationVariables>;
export const AgencyInvitationResendDocument = {"__meta__":{"hash":"sha256:09743c2abfdc1636f6c4f44df2021b5bd435bfdbcbca6bba53b6dfc15171adf9"}} as unknown as TypedDocumentString<AgencyInvitationResendMutation, AgencyInvitationResendMutationVariables>;
export const AgencyInvitationRevokeDocument = {"__meta__":{"hash":"sha256:ddbd4dcfcce38b51a9bb3a83c84ab966abfad83c95ff1f536f7def15f536dd2a"}} as unknown as TypedDocumentString<AgencyInvitationRevokeMutation, AgencyInvitationRevokeMutationVariables>;
export const AgencyKeyCreateDocument = {"__meta__":{"hash":"sha256:c9daa1c58701d80466744090511c45e9f9122843765fc02a5395192ef0929bb9"}} as unknown as TypedDocumentString<AgencyKeyCreateMutation, AgencyKeyCreateMutationVariables>;
export const AgencyKeyRevokeDocument = {"__meta__":{"hash":"sha256:884758365208e8755c539f6b16804a2747e7c9af78adca8568669c3dfc97f354"}} as unknown as TypedDocumentString<AgencyKeyRevokeMutation, AgencyKeyRevokeMutationVariables>;
export const BrandSetDocument = {"__meta__":{"hash":"sha256:4025582ee645d626a06059e28e8c14751ac82bea75b7798ea6bd9a6294e63656"}} as unknown as TypedDocumentString<BrandSetMutation, BrandSetMutationVariables>;
export const LogoSetDocument = {"__meta__":{"hash":"sha256:6f44be7e847c88897c79cfd044d65c8e41b8ea4ff6a80aa9612221b80bae3511"}} as unknown as TypedDocumentString<LogoSetMutation, LogoSetMutationVariables>;
export const LogoRemoveDocument = {"__meta__":{"hash":"sha256:45f9bd4cad4a060c54939cea0ac51526c4f55aef470a3cba224f2daf705ed645"}} as unknown as TypedDocumentString<LogoRemoveMutation, LogoRemoveMutationVariables>;
export const DomainAddDocument = {"__meta__":{"hash":"sha256:40956b07b6b5630ad8efe7780314ef5566f322270681a2bcaebfc31f4acca127"}} as unknown as TypedDocumentString<DomainAddMutation, DomainAddMutationVariables>;
export const DomainVerifyDocument = {"__meta__":{"hash":"sha256:0655def86482671f8545ce85b9ce528d097f16559bcc277c037d086aa6105ade"}} as unknown as TypedDocumentString<DomainVerifyMutation, DomainVerifyMutationVariables>;
export const DomainRemoveDocument = {"__meta__":{"hash":"sha256:ebc473dda48ffb18c36b2b57730e177559ffa8117815f589c73d685c1d45d0a0"}} as unknown as TypedDocumentString<DomainRemoveMutation, DomainRemoveMutationVariables>;
export const CompareDocument = {"__meta__":{"hash":"sha256:99f12790908f92c68292a27f7a61c91a90de20ca9a8235d16dd6d9797063d4a6"}} as unknown as TypedDocumentString<CompareQuery, CompareQueryVariables>;
export const CoursesDocument = {"__meta__":{"hash":"sha256:2292a10ccaa78672c68e93da8124e9ed60c6b30fd784ff195adb75e35a046f2d"}} as unknown as TypedDocumentString<CoursesQuery, CoursesQueryVariables>;
export const MoversDocument = {"__meta__":{"hash":"sha256:c119f634427586fff685e5efe5fa158ce607873b26138a6502373fc225865be3"}} as unknown as TypedDocumentString<MoversQuery, MoversQueryVariables>;
export const OffTargetDocument = {"__meta__":{"hash":"sha256:0b0db04fb0e11a548157760ec95c1b331f50c7b81f10d571b6934c1ec645ea9c"}} as unknown as TypedDocumentString<OffTargetQuery, OffTargetQueryVariables>;
export const ClientNumbersDocument = {"__meta__":{"hash":"sha256:28fe9e12e3e7a8cc45df33cdf8009a6ae8bbd28bfd7e905fa329ff46c9c754fe"}} as unknown as TypedDocumentString<ClientNumbersQuery, ClientNumbersQueryVariables>;
export const ClientSegmentsDocument = {"__meta__":{"hash":"sha256:9187352f5ff609fc802a8e91810205f65d517066ca9767d7bb26620a5bbf0cc2"}} as unknown as TypedDocumentString<ClientSegmentsQuery, ClientSegmentsQueryVariables>;
export const SavedViewsDocument = {"__meta__":{"hash":"sha256:3434f11ac83877d8461843987a86d6ca4ade04e679dad474988876467b83b36e"}} as unknown as TypedDocumentString<SavedViewsQuery, SavedViewsQueryVariables>;
export const SavedViewSetDocument = {"__meta__":{"hash":"sha256:90b9a2cd7edc50cb899ecf278cb0866ac034b7f19b97f159bad2d3fbb25aedcc"}} as unknown as TypedDocumentString<SavedViewSetMutation, SavedViewSetMutationVariables>;
export const SavedViewRemoveDocument = {"__meta__":{"hash":"sha256:595a27da2f0bea43bc5b1af9a003ab0777e1a7887a151818ccf9e0a2777c0344"}} as unknown as TypedDocumentString<SavedViewRemoveMutation, SavedViewRemoveMutationVariables>;
export const ReportsDocument = {"__meta__":{"hash":"sha256:8f95bb5d73c6a060e98bb0c181fd919df6a62cc2fc5546eb4d5c0cab4699085f"}} as unknown as TypedDocumentString<ReportsQuery, ReportsQueryVariables>;
export const ReportFormDocument = {"__meta__":{"hash":"sha256:2715b105a725b85ada40f0036484d21010c6fbc6128d8b85f43c9d394a3233e2"}} as unknown as TypedDocumentString<ReportFormQuery, ReportFormQueryVariables>;
export const ReportClientsDocument = {"__meta__":{"hash":"sha256:abdf8725b241d050357ae3f684685e268f698f62a244a35921e0fb43672ff2fc"}} as unknown as TypedDocumentString<ReportClientsQuery, ReportClientsQueryVariables>;
export const ReportPageDocument = {"__meta__":{"hash":"sha256:948719f078d0951ef60b48d36474d42c9f52024a9bbed883436fa3247b7f2a41"}} as unknown as TypedDocumentString<ReportPageQuery, ReportPageQueryVariables>;
export const ReportPreviewDocument = {"__meta__":{"hash":"sha256:582594862d288e721b0aba2a21423511875694f550effcd93bd8c31a4e5ab657"}} as unknown as TypedDocumentString<ReportPreviewQuery, ReportPreviewQueryVariables>;
export const ReportCreateDocument = {"__meta__":{"hash":"sha256:4fc4a16b2d82e3c92d6b5be4341610fd8170334452722b58ee241f1744bf1d5d"}} as unknown as TypedDocumentString<ReportCreateMutation, ReportCreateMutationVariables>;
export const ReportUpdateDocument = {"__meta__":{"hash":"sha256:8cdfd3785ee52543cf3b6a0b20630576b4812bf68b1d928ec92811e60a3b2dae"}} as unknown as TypedDocumentString<ReportUpdateMutation, ReportUpdateMutationVariables>;
export const ReportRemoveDocument = {"__meta__":{"hash":"sha256:a89da38b6cc86d45c59c8aa77c50aecc86a3829e7bda94d0c0a5831827d5a344"}} as unknown as TypedDocumentString<ReportRemoveMutation, ReportRemoveMutationVariables>;
export const ReportCommentarySetDocument = {"__meta__":{"hash":"sha256:c7e46f3fd2d4e0519c61637c6145b7911c04b396e5bc05ab1137af68744e56d1"}} as unknown as TypedDocumentString<ReportCommentarySetMutation, ReportCommentarySetMutationVariables>;
export const ReportSendDocument = {"__meta__":{"hash":"sha256:ea8630f1dd2bf6cac79e329efaf8e08f9b61415a5850bc31872296a5e9158cd0"}} as unknown as TypedDocumentString<ReportSendMutation, ReportSendMutationVariables>;
export const EditionResendDocument = {"__meta__":{"hash":"sha256:e934f6f3d955dfdaf1e9df516315c0fe5942d06a368a6b9e282c2243b8293b77"}} as unknown as TypedDocumentString<EditionResendMutation, EditionResendMutationVariables>;
export const EditionLinkRevokeDocument = {"__meta__":{"hash":"sha256:2d58e94e3f03ddca1ac924ac768cad4741b5951e0126da3921736272e59c9c8b"}} as unknown as TypedDocumentString<EditionLinkRevokeMutation, EditionLinkRevokeMutationVariables>;
export const AgencyShellDocument = {"__meta__":{"hash":"sha256:1f050337e477e251b71dc9f57291cc4fde83a6bd278754db80b63115ec1687f5"}} as unknown as TypedDocumentString<AgencyShellQuery, AgencyShellQueryVariables>;