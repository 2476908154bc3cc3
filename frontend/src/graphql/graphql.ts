/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** By what somebody comes into the account. */
export type AccessKind =
  /** As a member of the account's own. */
  | 'MEMBER'
  /** An agency that looks after it. */
  | 'AGENCY'
  /** One of an agency's people. */
  | 'AGENCY_PERSON'
  /** A key for programs. */
  | 'KEY'
  /** A letter that nobody has accepted yet. */
  | 'INVITATION';

/** Which entries. Everything given must hold. */
export type AuditFilter = {
  /** Only this action, such as `grant.revoked`, or this group of them, such as `grant`. */
  action?: string | null | undefined;
  /** On this local day or later. */
  from?: string | null | undefined;
  /** On this local day or earlier. */
  to?: string | null | undefined;
};

/** The tickets behind a number: counted by the same predicate as the reading with the same arguments. */
export type BehindInput = {
  /** The KPI's key. */
  kpi: string;
  /** The reading's period. */
  period: PeriodInput;
  /** The reading's filters. */
  filter?: Array<FilterInput> | null | undefined;
  /** Which of them. */
  part?: Part | null | undefined;
  /** The reading's clock; CALENDAR when left out. */
  clock?: Clock | null | undefined;
};

/** What a published figure claims to be. */
export type BenchmarkKind =
  /** What is usual. */
  | 'AVERAGE'
  /** What to aim for. */
  | 'TARGET'
  /** What the best reach. */
  | 'BEST'
  /** Where something is wrong. */
  | 'ALERT';

/** Which way is good. */
export type Better =
  /** More is better. */
  | 'HIGHER'
  /** Less is better. */
  | 'LOWER'
  /** Neither too much nor too little. */
  | 'BAND';

/** How often a KPI is worth a look. */
export type Cadence =
  /** Every day. */
  | 'DAILY'
  /** Every week. */
  | 'WEEKLY'
  /** Every month. */
  | 'MONTHLY';

/** Whose opening hours a calendar holds. */
export type CalendarScope =
  /** Everybody's who has no calendar of their own. */
  | 'ACCOUNT'
  /** One team's. */
  | 'TEAM'
  /** One channel's. */
  | 'CHANNEL';

/** How durations are counted. */
export type Clock =
  /** All the time counts. */
  | 'CALENDAR'
  /** Only the account's opening hours count. */
  | 'BUSINESS';

/** What a period is compared with. */
export type Comparison =
  /** The period of the same length just before. */
  | 'PREVIOUS_PERIOD'
  /** The same weekdays 364 days before. */
  | 'PREVIOUS_YEAR'
  /** Nothing. */
  | 'NONE';

/** A condition on one field. Exactly one of the tests is given; `is` and `isNot` take alternatives. */
export type ConditionInput = {
  /** The field: one of `expressionFields`, or `custom.` and the name of a custom field. */
  field: string;
  /** The field is one of these; the empty string stands for unlabelled. */
  is?: Array<string> | null | undefined;
  /** The field is none of these. */
  isNot?: Array<string> | null | undefined;
  /** The field is at least this. */
  atLeast?: number | null | undefined;
  /** The field is at most this. */
  atMost?: number | null | undefined;
  /** Whether the field is known. */
  known?: boolean | null | undefined;
};

/** The opening times of one day of the week. */
export type DayHoursInput = {
  /** `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`. */
  day: string;
  /** Its opening times; none for a closed day. */
  ranges: Array<TimeRangeInput>;
};

/** What kind of number a decomposition takes apart. */
export type DecompositionKind =
  /** A rate, a mean, a ratio or a net score: a rate effect and a mix effect. */
  | 'AVERAGE'
  /** A median or another percentile: effects along the way from one distribution to the other. */
  | 'QUANTILE'
  /** A count, a sum or a level: every segment's own change, and no mix. */
  | 'TOTAL';

/** What a ratio is divided by. */
export type DenominatorInput = {
  /** The kind of facts. */
  facts: string;
  /** `COUNT` or `SUM`. */
  reads?: ExpressionReads;
  /** The field that is summed up. */
  value?: string | null | undefined;
  /** What counts: all must hold. */
  population?: Array<ConditionInput>;
};

/** By what a number can be broken down or filtered. */
export type Dimension =
  /** Where the customer wrote. */
  | 'CHANNEL'
  /** How urgent it is. */
  | 'PRIORITY'
  /** What it is about. */
  | 'TOPIC'
  /** Which team has it. */
  | 'TEAM'
  /** Who resolved or answered: keys `ai`, `human`, `none`. */
  | 'RESOLVER'
  /** Hour of the week, 0 = Monday 00:00 local time. Only for `ticket_volume`, and not for filters. */
  | 'HOUR';

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

/** How it stands with an erasure. */
export type ErasureStatus =
  /** It waits for a worker. */
  | 'QUEUED'
  /** Rows are done; files are being gone through. */
  | 'FILES'
  /** All of it is done. */
  | 'DONE';

/** How it stands with an export. */
export type ExportStatus =
  /** It waits for a worker. */
  | 'QUEUED'
  /** It is being written. */
  | 'RUNNING'
  /** It can be downloaded. */
  | 'READY'
  /** It was given up; `error` says why. */
  | 'FAILED'
  /** Its time is over; the file is gone. */
  | 'EXPIRED';

/** How a KPI of the account's own is computed. */
export type ExpressionInput = {
  /** Its key: small letters, digits and underscores. */
  key: string;
  /** Its name for people. */
  name: string;
  /** The question it answers. */
  asks?: string;
  /** What its value is measured in. */
  unit: Unit;
  /** Which way is good. */
  better: Better;
  /** The kind of facts that are counted: one of `expressionFields { facts }`. */
  facts: string;
  /** What is read from them. */
  reads: ExpressionReads;
  /** Which percentile, for `PERCENTILE`: above 0 and below 100. */
  percentile?: number | null | undefined;
  /** The field whose value is read; left out where rows are counted. */
  value?: string | null | undefined;
  /** What counts: all must hold. */
  population?: Array<ConditionInput>;
  /** What meets it, for `SHARE`: all must hold. */
  condition?: Array<ConditionInput>;
  /** What it is divided by, for `RATIO`. */
  denominator?: DenominatorInput | null | undefined;
  /** For how many days a case is watched. */
  windowDays?: number | null | undefined;
  /** Keys of KPIs that must be looked at beside it: one at least. */
  balancedBy?: Array<string>;
  /** The local day a case belongs to; that of the kind of facts when left out. */
  day?: string | null | undefined;
};

/** What an expression reads from its facts. */
export type ExpressionReads =
  /** The fraction of the rows that meet the condition. */
  | 'SHARE'
  /** How many rows there are. */
  | 'COUNT'
  /** The sum of a field. */
  | 'SUM'
  /** The mean of a field. */
  | 'MEAN'
  /** The median of a field. */
  | 'MEDIAN'
  /** Another percentile of a field. */
  | 'PERCENTILE'
  /** The fraction of promoters less that of detractors, times 100. */
  | 'NET'
  /** A count or sum by another count or sum. */
  | 'RATIO'
  /** How many rows there are at the end of a day. */
  | 'LEVEL';

/** What the values of a field are. */
export type FieldKind =
  /** Numbers: `atLeast`, `atMost`, `known`. */
  | 'NUMBER'
  /** Seconds: `atLeast`, `atMost`, `known`. */
  | 'DURATION'
  /** `true` or `false`: `is`, `isNot`, `known`. */
  | 'FLAG'
  /** One of a few values: `is`, `isNot`, `known`. */
  | 'CHOICE'
  /** Local days: `known`. */
  | 'DAY'
  /** Tags of the ticket: `is`, `isNot`. */
  | 'TAG'
  /** A further field of the ticket: `is`, `isNot`, `atLeast`, `atMost`. */
  | 'CUSTOM';

/** Keeps what has one of these values. Several filters must all hold. */
export type FilterInput = {
  /** Which label is looked at. */
  dimension: Dimension;
  /** Keys as `dimensionValues` lists them; the empty string stands for unlabelled. RESOLVER knows `ai`, `human` and `none`. */
  values: Array<string>;
};

/** The length of the points of a series. */
export type Interval =
  /** Local days. */
  | 'DAY'
  /** Weeks from Monday. */
  | 'WEEK'
  /** Calendar months. */
  | 'MONTH';

/** A parameter's value. */
export type ParameterValueInput = {
  /** The parameter's key. */
  key: string;
  /** One of its choices. */
  value: string;
};

/** Which of the tickets behind a number. */
export type Part =
  /** All that are counted. */
  | 'POPULATION'
  /** Those that meet the condition. */
  | 'NUMERATOR'
  /** Those that are counted but do not meet it. */
  | 'REST';

/** Where a value lies among its peers', whichever way is good. */
export type PeerBand =
  /** Below the lower quartile. */
  | 'BELOW_P25'
  /** From the lower quartile to the median. */
  | 'P25_TO_P50'
  /** From the median to the upper quartile. */
  | 'P50_TO_P75'
  /** Above the upper quartile, or on it. */
  | 'ABOVE_P75';

/** Why no peers are shown. */
export type PeersWithheld =
  /** The account takes no part in benchmarks. */
  | 'NOT_SHARING'
  /** Too few independent accounts contributed, or one of them could be singled out. */
  | 'TOO_FEW'
  /** Accounts are not compared in this number. */
  | 'NOT_PUBLISHED'
  /** No cohort of this account's was formed yet. */
  | 'NO_DATA';

/** Local days of the account, both included. */
export type PeriodInput = {
  /** The first day. */
  from: string;
  /** The last day. */
  to: string;
};

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

/** What the account promises for one priority. */
export type SlaTargetInput = {
  /** The priority's key, or the empty string for every priority without a commitment of its own. */
  priority: string;
  /** Within how many seconds a first reply is promised. */
  firstReplySeconds?: number | null | undefined;
  /** Within how many seconds a resolution is promised. */
  resolutionSeconds?: number | null | undefined;
  /** Whether only opening hours count. */
  inBusinessTime?: boolean;
};

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

/** Which tickets. Everything given must hold. */
export type TicketFilter = {
  /** Created on this local day or later. */
  createdFrom?: string | null | undefined;
  /** Created on this local day or earlier. */
  createdTo?: string | null | undefined;
  /** Labels the tickets bear. */
  dimensions?: Array<FilterInput> | null | undefined;
  /** Words in the subject, or the beginning of the ticket's own identifier; at most 100 characters. */
  search?: string | null | undefined;
  /** Only open tickets, or only those that are not. */
  isOpen?: boolean | null | undefined;
  /** Only the tickets behind this number. */
  behind?: BehindInput | null | undefined;
};

/** The order of a list of tickets. Ties are broken by the ticket itself, so the order is total. */
export type TicketOrder =
  /** The newest first. */
  | 'CREATED_AT_DESC'
  /** The oldest first. */
  | 'CREATED_AT_ASC'
  /** The longest to resolution first, the unresolved last. */
  | 'RESOLUTION_DESC'
  /** The longest to a first reply first, the unanswered last. */
  | 'FIRST_REPLY_DESC';

/** An opening time within one day. */
export type TimeRangeInput = {
  /** When it opens, such as `09:00`. */
  from: string;
  /** When it closes, such as `17:30`; `24:00` for midnight. */
  to: string;
};

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

export type ConditionCoreFragment = { field: string, is: Array<string> | null, isNot: Array<string> | null, atLeast: number | null, atMost: number | null, known: boolean | null };

export type TraitCoreFragment = { key: string, name: string, holds: boolean | null, explanation: string };

export type ExpressionFieldsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExpressionFieldsQuery = { expressionFields: Array<{ name: string, label: string, facts: string, kind: FieldKind, choices: Array<{ value: string, label: string }> }> };

export type KpiCheckQueryVariables = Exact<{
  expression: ExpressionInput;
  key?: string | null | undefined;
  days: number;
  preview: boolean;
}>;


export type KpiCheckQuery = { kpiCheck: { definition: Array<string>, problems: Array<{ part: string, message: string }>, traits: Array<{ key: string, name: string, holds: boolean | null, explanation: string }>, preview?: { percentile: number | null, clock: Clock | null, value: number | null, n: number, isPartial: boolean, isProvisional: boolean, isAvailable: boolean, missing: Array<string>, status: Status, currency: string | null, series: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, ai: number | null, human: number | null, aiN: number, humanN: number, interval: { low: number, high: number } | null }>, kpi: { key: string, name: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, period: { from: string, to: string }, interval: { low: number, high: number } | null, previous: { value: number | null, n: number, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, period: { from: string, to: string } } | null, target: { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null } | null, contradictedBy: Array<{ key: string, name: string }>, bestBenchmark: { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string } | null, split: { ai: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null, human: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null } } | null } };

export type KpiExpressionQueryVariables = Exact<{
  key: string;
}>;


export type KpiExpressionQuery = { kpi: { key: string, name: string, isCustom: boolean, versionNumber: number, expression: { key: string, name: string, asks: string, unit: Unit, better: Better, facts: string, reads: ExpressionReads, percentile: number | null, value: string | null, windowDays: number | null, balancedBy: Array<string>, population: Array<{ field: string, is: Array<string> | null, isNot: Array<string> | null, atLeast: number | null, atMost: number | null, known: boolean | null }>, condition: Array<{ field: string, is: Array<string> | null, isNot: Array<string> | null, atLeast: number | null, atMost: number | null, known: boolean | null }>, denominator: { facts: string, reads: ExpressionReads, value: string | null, population: Array<{ field: string, is: Array<string> | null, isNot: Array<string> | null, atLeast: number | null, atMost: number | null, known: boolean | null }> } | null } | null } | null };

export type KpiCreateMutationVariables = Exact<{
  expression: ExpressionInput;
}>;


export type KpiCreateMutation = { kpiCreate: { kpi: { key: string } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type KpiUpdateMutationVariables = Exact<{
  kpi: string;
  expression: ExpressionInput;
}>;


export type KpiUpdateMutation = { kpiUpdate: { kpi: { key: string } | null, version: { number: number, isReady: boolean } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type KpiReferenceQueryVariables = Exact<{ [key: string]: never; }>;


export type KpiReferenceQuery = { kpis: Array<{ key: string, name: string, asks: string, definition: Array<string>, formula: string, unit: Unit, better: Better, split: SplitRule, cadence: Cadence, pillar: string, category: string, needs: Array<string>, dayOf: string, windowDays: number | null, isCustom: boolean, balancedBy: Array<{ key: string, name: string }>, parameters: Array<{ key: string, name: string, asks: string, value: string, default: string, choices: Array<{ value: string, name: string, source: string | null }> }>, benchmarks: Array<{ text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string }> }> };

export type RateCoreFragment = { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null };

export type DrillCoreFragment = { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> };

export type CauseCoreFragment = { key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null };

export type TopicsQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type TopicsQuery = { diagnostics: { topicsPareto: { n: number, unlabelled: number, cut: number, vitalFew: number, missing: Array<string>, rows: Array<{ key: string, label: string, n: number, cumulative: number, isVital: boolean, share: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, ai: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } }> } } };

export type FailedFirstContactsQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type FailedFirstContactsQuery = { diagnostics: { failedFirstContacts: { n: number, missing: Array<string>, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, byReason: Array<{ key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null }>, byTopic: Array<{ key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null }> } } };

export type EscalationReasonsQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type EscalationReasonsQuery = { diagnostics: { escalationReasons: { n: number, missing: Array<string>, avoidable: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, rows: Array<{ cause: { key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null }, avoidable: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }>, byTopic: Array<{ key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null }> } } };

export type UnresolvedIntentsQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type UnresolvedIntentsQuery = { diagnostics: { unresolvedIntents: { n: number, missing: Array<string>, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, rows: Array<{ silent: number, escalated: number, open: number, cause: { key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null }, fallback: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }> } } };

export type FailedSearchesQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type FailedSearchesQuery = { diagnostics: { failedSearches: { n: number, withoutResult: number, withoutClick: number, queries: number, missing: Array<string>, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, rows: Array<{ withoutResult: number, withoutClick: number, cause: { key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } | null } }> } } };

export type ContentGapsQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type ContentGapsQuery = { diagnostics: { contentGaps: { n: number, missing: Array<string>, without: Array<string>, coverage: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, rows: Array<{ key: string, label: string, tickets: number, demand: number, unmet: number, isGap: boolean, searches: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, fallbacks: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, visits: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, coverage: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } }> } } };

export type NextChannelQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type NextChannelQuery = { diagnostics: { nextChannel: { n: number, missing: Array<string>, ai: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, durable: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, rows: Array<{ key: string, label: string, n: number, untouched: number, expected: number | null, potential: number | null, reason: string, share: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, ai: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, durable: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, drill: { part: Part, kpi: { key: string } | null, filter: Array<{ dimension: Dimension, values: Array<string> }> } }> } } };

export type HandleTimeOutliersQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type HandleTimeOutliersQuery = { diagnostics: { handleTimeOutliers: { n: number, missing: Array<string>, usual: Array<{ key: string, label: string, n: number, median: number, limit: number | null, time: number | null, outliers: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }>, rows: Array<{ key: string, label: string, ticketId: string | null, day: string, seconds: number, median: number, ratio: number }> } } };

export type ChurnAndSupportQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type ChurnAndSupportQuery = { diagnostics: { churnAndSupport: { lookBack: number, n: number, valueLost: number | null, missing: Array<string>, left: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, rows: Array<{ key: string, label: string, valueLost: number | null, sentence: string, risk: { ratio: number | null, isSignificant: boolean, exposed: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, unexposed: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, interval: { low: number, high: number } | null }, byValue: Array<{ group: string, risk: { ratio: number | null, isSignificant: boolean, exposed: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, unexposed: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, interval: { low: number, high: number } | null } }> }>, leavers: Array<{ customer: string, left: string, value: number | null, reason: string | null, tickets: number, reopened: boolean, escalated: boolean, lowCsat: boolean, highEffort: boolean }> } } };

export type RiskCoreFragment = { ratio: number | null, isSignificant: boolean, exposed: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, unexposed: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, interval: { low: number, high: number } | null };

export type AiReturnQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type AiReturnQuery = { diagnostics: { aiReturn: { n: number, currency: string | null, humanResolutions: number, humanCost: number | null, aiCost: number | null, sharedCost: number | null, humanUnitCost: number | null, aiUnitCost: number | null, avoided: number | null, savings: number | null, ratio: number | null, isProvisional: boolean, missing: Array<string>, durable: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } } } };

export type StaffingNeedQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
  serviceLevel: number;
  within?: number | null | undefined;
}>;


export type StaffingNeedQuery = { diagnostics: { staffingNeed: { n: number, weeks: number, serviceLevel: number, within: number | null, inBusinessTime: boolean, occupancy: number, handleLive: number | null, handleOther: number | null, worked: number, dispersion: number | null, method: string, source: string, missing: Array<string>, rows: Array<{ hour: number, label: string, volume: number, low: number, high: number, live: number, agents: number, agentsHigh: number, inTime: number | null, occupancy: number | null, onDuty: number | null, isOpen: boolean }> } } };

export type RowKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type RowKindsQuery = { rowKinds: Array<{ key: string, name: string, help: string, fields: Array<{ name: string, label: string, kind: string, isRequired: boolean, help: string, unit: string, choices: Array<string> }> }> };

export type KpiListQueryVariables = Exact<{
  kpis: Array<string> | string;
  period: PeriodInput;
  interval: Interval;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type KpiListQuery = { readings: Array<{ percentile: number | null, clock: Clock | null, value: number | null, n: number, isPartial: boolean, isProvisional: boolean, isAvailable: boolean, missing: Array<string>, status: Status, currency: string | null, series: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, ai: number | null, human: number | null, aiN: number, humanN: number, interval: { low: number, high: number } | null }>, kpi: { key: string, name: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, period: { from: string, to: string }, interval: { low: number, high: number } | null, previous: { value: number | null, n: number, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, period: { from: string, to: string } } | null, target: { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null } | null, contradictedBy: Array<{ key: string, name: string }>, bestBenchmark: { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string } | null, split: { ai: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null, human: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null } }> };

export type KpiPageQueryVariables = Exact<{
  key: string;
  period: PeriodInput;
  interval: Interval;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
  percentile?: number | null | undefined;
  clock: Clock;
  version?: number | null | undefined;
}>;


export type KpiPageQuery = { readings: Array<{ version: string, versionNumber: number, timezone: string, asOf: string | null, numerator: number | null, denominator: number | null, percentile: number | null, clock: Clock | null, value: number | null, n: number, isPartial: boolean, isProvisional: boolean, isAvailable: boolean, missing: Array<string>, status: Status, currency: string | null, trajectory: { expected: number, goal: number, due: string, isOnTrack: boolean | null } | null, ownHistory: { months: number, low: number, middle: number, high: number, best: number } | null, benchmarks: Array<{ text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string }>, peers: { p25: number | null, p50: number | null, p75: number | null, accounts: number | null, cohort: string | null, band: PeerBand | null, withheld: string | null, reason: PeersWithheld | null, quarter: { from: string, to: string } | null }, interval: { method: string, low: number, high: number } | null, series: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, ai: number | null, human: number | null, aiN: number, humanN: number, usual: { low: number, middle: number, high: number, weeks: number, isUnusual: boolean } | null, interval: { low: number, high: number } | null }>, excluded: { spam: number, merged: number, outbound: number }, balancing: Array<{ value: number | null, n: number, currency: string | null, isAvailable: boolean, kpi: { key: string, name: string, unit: Unit, better: Better }, previous: { change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null }>, kpi: { key: string, name: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, period: { from: string, to: string }, previous: { value: number | null, n: number, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, period: { from: string, to: string } } | null, target: { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null } | null, contradictedBy: Array<{ key: string, name: string }>, bestBenchmark: { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string } | null, split: { ai: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null, human: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null } }> };

export type KpiBreakdownQueryVariables = Exact<{
  key: string;
  by: Dimension;
  period: PeriodInput;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
  percentile?: number | null | undefined;
  clock: Clock;
  version?: number | null | undefined;
}>;


export type KpiBreakdownQuery = { readings: Array<{ value: number | null, currency: string | null, breakdown: Array<{ key: string, label: string, value: number | null, n: number, status: Status, change: number | null, isSignificant: boolean, direction: Direction, target: { value: number, upper: number | null } | null, interval: { low: number, high: number } | null, split: { ai: { value: number | null, n: number } | null, human: { value: number | null, n: number } | null } }> }> };

export type KpiDefinitionQueryVariables = Exact<{
  key: string;
}>;


export type KpiDefinitionQuery = { kpi: { key: string, name: string, asks: string, definition: Array<string>, formula: string, version: string, versionNumber: number, unit: Unit, better: Better, split: SplitRule, facts: string, dayOf: string, needs: Array<string>, windowDays: number | null, cadence: Cadence, dimensions: Array<Dimension>, hasPercentiles: boolean, hasClock: boolean, hasTickets: boolean, isCustom: boolean, isOutcome: boolean, balancedBy: Array<{ key: string, name: string }>, benchmarks: Array<{ text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string }>, parameters: Array<{ key: string, name: string, asks: string, value: string, default: string, choices: Array<{ value: string, name: string, source: string | null }> }>, population: Array<{ field: string, is: Array<string> | null, isNot: Array<string> | null, atLeast: number | null, atMost: number | null, known: boolean | null, text: string }>, inputs: Array<{ key: string, name: string, send: string, isSent: boolean }>, pendingVersion: { number: number, progress: number | null } | null, traits: Array<{ key: string, name: string, holds: boolean | null, explanation: string }>, targets: Array<{ kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null }> } | null };

export type ParameterCoreFragment = { key: string, name: string, asks: string, value: string, default: string, choices: Array<{ value: string, name: string, source: string | null }> };

export type KpiVersionsQueryVariables = Exact<{
  key: string;
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
  percentile?: number | null | undefined;
  clock: Clock;
  first: number;
}>;


export type KpiVersionsQuery = { kpi: { versions: { totalCount: number, nodes: Array<{ number: number, fingerprint: string, formula: string, createdAt: string | null, createdBy: string | null, isReady: boolean, isCurrent: boolean, progress: number | null, values: Array<{ key: string, name: string, value: string, meaning: string }>, population: Array<{ text: string }>, reading: { value: number | null, n: number, currency: string | null, isAvailable: boolean, isProvisional: boolean, interval: { low: number, high: number } | null } | null }> } } | null };

export type PendingVersionQueryVariables = Exact<{
  key: string;
}>;


export type PendingVersionQuery = { kpi: { versionNumber: number, pendingVersion: { number: number, progress: number | null } | null } | null };

export type KpiDefineMutationVariables = Exact<{
  kpi: string;
  values: Array<ParameterValueInput> | ParameterValueInput;
  population: Array<ConditionInput> | ConditionInput;
}>;


export type KpiDefineMutation = { kpiDefine: { version: { number: number, isReady: boolean } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type KpiResetMutationVariables = Exact<{
  kpi: string;
}>;


export type KpiResetMutation = { kpiReset: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type KpiRetireMutationVariables = Exact<{
  kpi: string;
}>;


export type KpiRetireMutation = { kpiRetire: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type TargetSetMutationVariables = Exact<{
  kpi: string;
  value: number;
  upper?: number | null | undefined;
  dimension?: Dimension | null | undefined;
  key?: string | null | undefined;
  due?: string | null | undefined;
  start?: number | null | undefined;
}>;


export type TargetSetMutation = { targetSet: { errors: Array<{ field: string | null, message: string, code: string }>, target: { kpi: string, value: number, upper: number | null } | null } };

export type TargetRemoveMutationVariables = Exact<{
  kpi: string;
  dimension?: Dimension | null | undefined;
  key?: string | null | undefined;
}>;


export type TargetRemoveMutation = { targetRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type OverviewQueryVariables = Exact<{
  kpis: Array<string> | string;
  period: PeriodInput;
  interval: Interval;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type OverviewQuery = { readings: Array<{ timezone: string, asOf: string | null, percentile: number | null, clock: Clock | null, value: number | null, n: number, isPartial: boolean, isProvisional: boolean, isAvailable: boolean, missing: Array<string>, status: Status, currency: string | null, benchmarks: Array<{ text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string }>, series: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, ai: number | null, human: number | null, aiN: number, humanN: number, interval: { low: number, high: number } | null }>, balancing: Array<{ value: number | null, n: number, currency: string | null, isAvailable: boolean, kpi: { key: string, name: string, unit: Unit, better: Better }, previous: { change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null }>, kpi: { key: string, name: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, period: { from: string, to: string }, interval: { low: number, high: number } | null, previous: { value: number | null, n: number, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, period: { from: string, to: string } } | null, target: { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null } | null, contradictedBy: Array<{ key: string, name: string }>, bestBenchmark: { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string } | null, split: { ai: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null, human: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null } }> };

export type HeatmapQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type HeatmapQuery = { readings: Array<{ n: number, breakdown: Array<{ key: string, value: number | null }> }>, account: { calendar: { weeklyHours: Array<{ day: string, ranges: Array<{ from: string, to: string }> }> } } };

export type ConflictsQueryVariables = Exact<{
  period: PeriodInput;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type ConflictsQuery = { conflicts: Array<{ kind: string, sentence: string, kpi: { key: string, name: string }, partner: { key: string, name: string }, reading: { value: number | null, n: number, currency: string | null, kpi: { key: string, name: string, unit: Unit }, previous: { value: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null }, partnerReading: { value: number | null, n: number, currency: string | null, kpi: { key: string, name: string, unit: Unit }, previous: { value: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null } }> };

export type ConflictSideFragment = { value: number | null, n: number, currency: string | null, kpi: { key: string, name: string, unit: Unit }, previous: { value: number | null, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null };

export type ScorecardArrangeMutationVariables = Exact<{
  kpis: Array<string> | string;
  cap?: number | null | undefined;
}>;


export type ScorecardArrangeMutation = { scorecardArrange: { scorecard: { cap: number, kpis: Array<{ key: string }> } | null, errors: Array<{ field: string | null, message: string, code: string }> } };

export type PanelListQueryVariables = Exact<{ [key: string]: never; }>;


export type PanelListQuery = { panels: Array<{ key: string, name: string, asks: string, kpis: Array<{ key: string }> }> };

export type PanelReadingsQueryVariables = Exact<{
  kpis: Array<string> | string;
  period: PeriodInput;
  interval: Interval;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type PanelReadingsQuery = { readings: Array<{ percentile: number | null, clock: Clock | null, value: number | null, n: number, isPartial: boolean, isProvisional: boolean, isAvailable: boolean, missing: Array<string>, status: Status, currency: string | null, series: Array<{ from: string, to: string, value: number | null, n: number, isPartial: boolean, ai: number | null, human: number | null, aiN: number, humanN: number, interval: { low: number, high: number } | null }>, balancing: Array<{ value: number | null, n: number, currency: string | null, isAvailable: boolean, kpi: { key: string, name: string, unit: Unit }, previous: { change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null }>, kpi: { key: string, name: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, period: { from: string, to: string }, interval: { low: number, high: number } | null, previous: { value: number | null, n: number, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, period: { from: string, to: string } } | null, target: { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null } | null, contradictedBy: Array<{ key: string, name: string }>, bestBenchmark: { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string } | null, split: { ai: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null, human: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null } }> };

export type AiOutcomesQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type AiOutcomesQuery = { aiOutcomes: { n: number, leadership: string, automation: string, isProvisional: boolean, missing: Array<string>, period: { from: string, to: string }, resolved: { label: string, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }, escalated: { label: string, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }, silent: { label: string, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }, open: { label: string, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }, byTopic: Array<{ key: string, label: string, n: number, resolved: number, silent: number, open: number, escalated: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }> } };

export type OutcomeCoreFragment = { label: string, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } };

export type PanelRateFragment = { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null };

export type EscalationsAndIntentsQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type EscalationsAndIntentsQuery = { diagnostics: { escalationReasons: { n: number, missing: Array<string>, rows: Array<{ cause: { key: string, label: string, n: number, rate: { value: number | null } } }> }, unresolvedIntents: { n: number, missing: Array<string>, rows: Array<{ cause: { key: string, label: string, n: number, total: number } }> } } };

export type FrictionQueryVariables = Exact<{
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
}>;


export type FrictionQuery = { friction: { n: number, complaints: number, windowDays: number, missing: Array<string>, effort: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, effortTopics: Array<{ key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }>, complaintTopics: Array<{ key: string, label: string, n: number, total: number, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }>, words: Array<{ word: string, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }>, comments: Array<{ kind: string, day: string, topic: string, ease: number | null, comment: string, ticketId: string | null }>, afterAi: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null }, next: Array<{ answered: string, asked: string, n: number, subjects: Array<string>, ticketIds: Array<string>, rate: { numerator: number, n: number, value: number | null, interval: { low: number, high: number } | null } }> } };

export type AccessQueryVariables = Exact<{ [key: string]: never; }>;


export type AccessQuery = { account: { id: string, accessList: Array<{ id: string, kind: AccessKind, who: string, role: Role | null, scope: Scope | null, via: string | null, since: string, lastUsedAt: string | null }> } };

export type MemberInviteMutationVariables = Exact<{
  email: string;
  role: Role;
}>;


export type MemberInviteMutation = { memberInvite: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AgencyInviteMutationVariables = Exact<{
  email: string;
  role: Role;
}>;


export type AgencyInviteMutation = { agencyInvite: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type InvitationResendMutationVariables = Exact<{
  id: string;
}>;


export type InvitationResendMutation = { invitationResend: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type InvitationRevokeMutationVariables = Exact<{
  id: string;
}>;


export type InvitationRevokeMutation = { invitationRevoke: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type GrantRoleSetMutationVariables = Exact<{
  id: string;
  role: Role;
}>;


export type GrantRoleSetMutation = { grantRoleSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type GrantRevokeMutationVariables = Exact<{
  id: string;
}>;


export type GrantRevokeMutation = { grantRevoke: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ActivityQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type ActivityQuery = { account: { id: string, audit: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, at: string, action: string, sentence: string, subject: string, details: Record<string, unknown>, actor: string, address: string | null, agency: string | null, account: string | null }> } } };

export type LifeQueryVariables = Exact<{ [key: string]: never; }>;


export type LifeQuery = { viewer: { id: string, email: string | null }, account: { id: string, name: string, suspendedAt: string | null, closedAt: string | null, eraseAfter: string | null, members: Array<{ id: string, email: string, role: Role, isPending: boolean, isViewer: boolean }>, exports: Array<{ id: string, createdAt: string, createdBy: string, status: ExportStatus, size: number, rows: number, url: string | null, expiresAt: string | null, error: string | null }>, erasures: Array<{ id: string, createdAt: string, createdBy: string, status: ErasureStatus, finishedAt: string | null, counts: Array<{ what: string, n: number }> }> } };

export type ExportStartMutationVariables = Exact<{ [key: string]: never; }>;


export type ExportStartMutation = { exportStart: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AccountSuspendMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountSuspendMutation = { accountSuspend: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AccountResumeMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountResumeMutation = { accountResume: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AccountTransferMutationVariables = Exact<{
  member: string;
  stay: boolean;
}>;


export type AccountTransferMutation = { accountTransfer: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AccountCloseMutationVariables = Exact<{
  name: string;
}>;


export type AccountCloseMutation = { accountClose: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type AccountReopenMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountReopenMutation = { accountReopen: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type CustomerEraseMutationVariables = Exact<{
  source: string;
  externalId: string;
  also?: Array<string> | string | null | undefined;
}>;


export type CustomerEraseMutation = { customerErase: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type PeerProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type PeerProfileQuery = { account: { id: string, profile: { industry: string, businessModel: string, supportModel: string, sharesSince: string | null, choices: Array<{ field: string, value: string, name: string }> } } };

export type ProfileSetMutationVariables = Exact<{
  industry?: string | null | undefined;
  businessModel?: string | null | undefined;
  supportModel?: string | null | undefined;
}>;


export type ProfileSetMutation = { profileSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type SharingStartMutationVariables = Exact<{ [key: string]: never; }>;


export type SharingStartMutation = { sharingStart: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type SharingStopMutationVariables = Exact<{ [key: string]: never; }>;


export type SharingStopMutation = { sharingStop: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { account: { id: string, slug: string, name: string, timezone: string, apiKeys: Array<{ id: string, name: string, prefix: string, scope: Scope, createdAt: string, createdBy: string | null, revokedAt: string | null }>, calendars: Array<{ scope: CalendarScope, key: string, label: string | null, versions: Array<{ validFrom: string | null, holidays: Array<string>, isCurrent: boolean, weeklyHours: Array<{ day: string, ranges: Array<{ from: string, to: string }> }> }> }>, targets: Array<{ kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null }>, slaTargets: Array<{ priority: string, firstReplySeconds: number | null, resolutionSeconds: number | null, inBusinessTime: boolean }> }, priorities: Array<{ key: string, label: string }>, teams: Array<{ key: string, label: string }>, channels: Array<{ key: string, label: string }> };

export type AccountUpdateMutationVariables = Exact<{
  name?: string | null | undefined;
  timezone?: string | null | undefined;
}>;


export type AccountUpdateMutation = { accountUpdate: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type CalendarSetMutationVariables = Exact<{
  weeklyHours: Array<DayHoursInput> | DayHoursInput;
  holidays: Array<string> | string;
  scope: CalendarScope;
  key: string;
  validFrom?: string | null | undefined;
}>;


export type CalendarSetMutation = { calendarSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type CalendarRemoveMutationVariables = Exact<{
  scope: CalendarScope;
  key: string;
  validFrom?: string | null | undefined;
}>;


export type CalendarRemoveMutation = { calendarRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type SlaTargetsSetMutationVariables = Exact<{
  targets: Array<SlaTargetInput> | SlaTargetInput;
}>;


export type SlaTargetsSetMutation = { slaTargetsSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type MemberRoleSetMutationVariables = Exact<{
  id: string;
  role: Role;
}>;


export type MemberRoleSetMutation = { memberRoleSet: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type MemberRemoveMutationVariables = Exact<{
  id: string;
}>;


export type MemberRemoveMutation = { memberRemove: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type ApiKeyCreateMutationVariables = Exact<{
  name: string;
  scope: Scope;
}>;


export type ApiKeyCreateMutation = { apiKeyCreate: { secret: string | null, errors: Array<{ field: string | null, message: string, code: string }>, apiKey: { id: string, name: string, prefix: string, scope: Scope } | null } };

export type ApiKeyRevokeMutationVariables = Exact<{
  id: string;
}>;


export type ApiKeyRevokeMutation = { apiKeyRevoke: { errors: Array<{ field: string | null, message: string, code: string }> } };

export type TicketListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: TicketFilter | null | undefined;
  orderBy: TicketOrder;
}>;


export type TicketListQuery = { tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> } };

export type TicketRowsFragment = { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> };

export type OutcomeTicketsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  period: PeriodInput;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
  isResolved: boolean;
  isEscalated: boolean;
  isSilent: boolean;
  isOpen: boolean;
}>;


export type OutcomeTicketsQuery = { aiOutcomes: { resolved?: { label: string, tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> } }, escalated?: { label: string, tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> } }, silent?: { label: string, tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> } }, open?: { label: string, tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> } } } };

export type OutcomeRowsFragment = { label: string, tickets: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ id: string, externalId: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, firstReplySeconds: number | null, resolutionSeconds: number | null }> } };

export type TicketPageQueryVariables = Exact<{
  id: string;
}>;


export type TicketPageQuery = { node:
    | { __typename: 'Account' }
    | { __typename: 'ApiKey' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Erasure' }
    | { __typename: 'Export' }
    | { __typename: 'Grant' }
    | { __typename: 'Invitation' }
    | { __typename: 'Kpi' }
    | { __typename: 'Member' }
    | { __typename: 'Ticket', id: string, externalId: string, source: string, subject: string | null, channel: string | null, priority: string | null, topic: string | null, team: string | null, agent: string | null, customer: string | null, tags: Array<string>, custom: Record<string, unknown>, createdAt: string | null, isOpen: boolean, resolvedAt: string | null, resolver: string | null, handledBy: string | null, exclusion: string | null, facts: Array<{ name: string, value: string, rule: string, seconds: number | null, at: string | null }>, events: Array<{ at: string, kind: string, author: string | null, agent: string | null, team: string | null, isPublic: boolean, detail: string | null, score: number | null, scaleHigh: number | null }> }
   | null };

export type WhyQueryVariables = Exact<{
  kpi: string;
  by: Dimension;
  period: PeriodInput;
  compareWith: Comparison;
  filter?: Array<FilterInput> | FilterInput | null | undefined;
  percentile?: number | null | undefined;
  clock: Clock;
}>;


export type WhyQuery = { decomposition: { by: Dimension, kind: DecompositionKind, change: number | null, rateEffect: number | null, mixEffect: number | null, reverses: boolean, sentences: Array<string>, method: string, source: string, missing: Array<string>, isPartial: boolean, kpi: { key: string, name: string, unit: Unit, better: Better }, period: { from: string, to: string }, previousPeriod: { from: string, to: string }, before: { value: number | null, n: number }, now: { value: number | null, n: number }, segments: Array<{ key: string, label: string, nBefore: number, nNow: number, shareBefore: number | null, shareNow: number | null, valueBefore: number | null, valueNow: number | null, rateEffect: number | null, mixEffect: number | null }> } | null, readings: Array<{ currency: string | null, previous: { change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction } | null }> };

export type ShellQueryVariables = Exact<{ [key: string]: never; }>;


export type ShellQuery = { viewer: { id: string, email: string | null, role: Role | null }, account: { id: string, slug: string, name: string, timezone: string, suspendedAt: string | null, eraseAfter: string | null, asOf: string | null, dataFrom: string | null, dataTo: string | null, ticketCount: number, isComputing: boolean, computeProgress: number | null }, scorecard: { cap: number, kpis: Array<{ key: string }> }, kpis: Array<{ key: string, name: string, asks: string, unit: Unit, better: Better, split: SplitRule, pillar: string, category: string, featured: number | null, isCustom: boolean, isOutcome: boolean, isAvailable: boolean, hasTickets: boolean, dimensions: Array<Dimension>, hasPercentiles: boolean, hasClock: boolean, needs: Array<string>, cadence: Cadence }> };

export type FilterValuesQueryVariables = Exact<{ [key: string]: never; }>;


export type FilterValuesQuery = { channel: Array<{ key: string, label: string }>, priority: Array<{ key: string, label: string }>, topic: Array<{ key: string, label: string }>, team: Array<{ key: string, label: string }>, resolver: Array<{ key: string, label: string }> };

export type ReadingCoreFragment = { percentile: number | null, clock: Clock | null, value: number | null, n: number, isPartial: boolean, isProvisional: boolean, isAvailable: boolean, missing: Array<string>, status: Status, currency: string | null, kpi: { key: string, name: string, unit: Unit, better: Better, split: SplitRule, windowDays: number | null }, period: { from: string, to: string }, interval: { low: number, high: number } | null, previous: { value: number | null, n: number, change: number | null, relativeChange: number | null, isSignificant: boolean, direction: Direction, period: { from: string, to: string } } | null, target: { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null } | null, contradictedBy: Array<{ key: string, name: string }>, bestBenchmark: { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string } | null, split: { ai: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null, human: { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null } | null } };

export type TargetCoreFragment = { kpi: string, value: number, upper: number | null, dimension: Dimension | null, key: string, label: string | null, due: string | null, since: string | null, start: number | null };

export type SplitPartCoreFragment = { value: number | null, n: number, share: number | null, previousValue: number | null, interval: { low: number, high: number } | null };

export type BenchmarkCoreFragment = { text: string, low: number | null, high: number | null, kind: BenchmarkKind, condition: string | null, source: string, label: string };

export type PointCoreFragment = { from: string, to: string, value: number | null, n: number, isPartial: boolean, ai: number | null, human: number | null, aiN: number, humanN: number, interval: { low: number, high: number } | null };

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
export const ConditionCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ConditionCore on Condition {
  field
  is
  isNot
  atLeast
  atMost
  known
}
    `, {"fragmentName":"ConditionCore"}) as unknown as TypedDocumentString<ConditionCoreFragment, unknown>;
export const TraitCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment TraitCore on Trait {
  key
  name
  holds
  explanation
}
    `, {"fragmentName":"TraitCore"}) as unknown as TypedDocumentString<TraitCoreFragment, unknown>;
export const RateCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment RateCore on Rate {
  numerator
  n
  value
  interval {
    low
    high
  }
}
    `, {"fragmentName":"RateCore"}) as unknown as TypedDocumentString<RateCoreFragment, unknown>;
export const DrillCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DrillCore on Drill {
  kpi {
    key
  }
  part
  filter {
    dimension
    values
  }
}
    `, {"fragmentName":"DrillCore"}) as unknown as TypedDocumentString<DrillCoreFragment, unknown>;
export const CauseCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment CauseCore on Cause {
  key
  label
  n
  total
  rate {
    ...RateCore
  }
  drill {
    ...DrillCore
  }
}
    fragment RateCore on Rate {
  numerator
  n
  value
  interval {
    low
    high
  }
}
fragment DrillCore on Drill {
  kpi {
    key
  }
  part
  filter {
    dimension
    values
  }
}`, {"fragmentName":"CauseCore"}) as unknown as TypedDocumentString<CauseCoreFragment, unknown>;
export const RiskCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment RiskCore on RelativeRisk {
  exposed {
    ...RateCore
  }
  unexposed {
    ...RateCore
  }
  ratio
  interval {
    low
    high
  }
  isSignificant
}
    fragment RateCore on Rate {
  numerator
  n
  value
  interval {
    low
    high
  }
}`, {"fragmentName":"RiskCore"}) as unknown as TypedDocumentString<RiskCoreFragment, unknown>;
export const ParameterCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ParameterCore on Parameter {
  key
  name
  asks
  value
  default
  choices {
    value
    name
    source
  }
}
    `, {"fragmentName":"ParameterCore"}) as unknown as TypedDocumentString<ParameterCoreFragment, unknown>;
export const ConflictSideFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ConflictSide on Reading {
  kpi {
    key
    name
    unit
  }
  value
  n
  currency
  previous {
    value
    change
    relativeChange
    isSignificant
    direction
  }
}
    `, {"fragmentName":"ConflictSide"}) as unknown as TypedDocumentString<ConflictSideFragment, unknown>;
export const PanelRateFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment PanelRate on Rate {
  numerator
  n
  value
  interval {
    low
    high
  }
}
    `, {"fragmentName":"PanelRate"}) as unknown as TypedDocumentString<PanelRateFragment, unknown>;
export const OutcomeCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment OutcomeCore on AiOutcome {
  label
  rate {
    ...PanelRate
  }
}
    fragment PanelRate on Rate {
  numerator
  n
  value
  interval {
    low
    high
  }
}`, {"fragmentName":"OutcomeCore"}) as unknown as TypedDocumentString<OutcomeCoreFragment, unknown>;
export const TicketRowsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment TicketRows on TicketConnection {
  totalCount
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
  nodes {
    id
    externalId
    subject
    channel
    priority
    topic
    team
    createdAt
    isOpen
    resolvedAt
    resolver
    handledBy
    exclusion
    firstReplySeconds
    resolutionSeconds
  }
}
    `, {"fragmentName":"TicketRows"}) as unknown as TypedDocumentString<TicketRowsFragment, unknown>;
export const OutcomeRowsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment OutcomeRows on AiOutcome {
  label
  tickets(first: $first, after: $after, last: $last, before: $before) {
    ...TicketRows
  }
}
    fragment TicketRows on TicketConnection {
  totalCount
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
  nodes {
    id
    externalId
    subject
    channel
    priority
    topic
    team
    createdAt
    isOpen
    resolvedAt
    resolver
    handledBy
    exclusion
    firstReplySeconds
    resolutionSeconds
  }
}`, {"fragmentName":"OutcomeRows"}) as unknown as TypedDocumentString<OutcomeRowsFragment, unknown>;
export const TargetCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment TargetCore on Target {
  kpi
  value
  upper
  dimension
  key
  label
  due
  since
  start
}
    `, {"fragmentName":"TargetCore"}) as unknown as TypedDocumentString<TargetCoreFragment, unknown>;
export const BenchmarkCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment BenchmarkCore on Benchmark {
  text
  low
  high
  kind
  condition
  source
  label
}
    `, {"fragmentName":"BenchmarkCore"}) as unknown as TypedDocumentString<BenchmarkCoreFragment, unknown>;
export const SplitPartCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment SplitPartCore on SplitPart {
  value
  n
  share
  interval {
    low
    high
  }
  previousValue
}
    `, {"fragmentName":"SplitPartCore"}) as unknown as TypedDocumentString<SplitPartCoreFragment, unknown>;
export const ReadingCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ReadingCore on Reading {
  kpi {
    key
    name
    unit
    better
    split
    windowDays
  }
  period {
    from
    to
  }
  percentile
  clock
  value
  n
  interval {
    low
    high
  }
  isPartial
  isProvisional
  isAvailable
  missing
  previous {
    period {
      from
      to
    }
    value
    n
    change
    relativeChange
    isSignificant
    direction
  }
  target {
    ...TargetCore
  }
  status
  currency
  contradictedBy {
    key
    name
  }
  bestBenchmark {
    ...BenchmarkCore
  }
  split {
    ai {
      ...SplitPartCore
    }
    human {
      ...SplitPartCore
    }
  }
}
    fragment TargetCore on Target {
  kpi
  value
  upper
  dimension
  key
  label
  due
  since
  start
}
fragment SplitPartCore on SplitPart {
  value
  n
  share
  interval {
    low
    high
  }
  previousValue
}
fragment BenchmarkCore on Benchmark {
  text
  low
  high
  kind
  condition
  source
  label
}`, {"fragmentName":"ReadingCore"}) as unknown as TypedDocumentString<ReadingCoreFragment, unknown>;
export const PointCoreFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment PointCore on Point {
  from
  to
  value
  n
  interval {
    low
    high
  }
  isPartial
  ai
  human
  aiN
  humanN
}
    `, {"fragmentName":"PointCore"}) as unknown as TypedDocumentString<PointCoreFragment, unknown>;
export const ExpressionFieldsDocument = {"__meta__":{"hash":"sha256:ca315f7ba76cf91d9235cb1530b79ad1811c4501e2566fb6dbe8d3dca5d884e3"}} as unknown as TypedDocumentString<ExpressionFieldsQuery, ExpressionFieldsQueryVariables>;
export const KpiCheckDocument = {"__meta__":{"hash":"sha256:c66f632526dc875f557e5b5cf2207b724eab90d1609be6a9cc1e024acfc4381b"}} as unknown as TypedDocumentString<KpiCheckQuery, KpiCheckQueryVariables>;
export const KpiExpressionDocument = {"__meta__":{"hash":"sha256:f722a244131638ca759da6f7dc5ecb15adb1f9e91a19bbb3a658ad00d093e564"}} as unknown as TypedDocumentString<KpiExpressionQuery, KpiExpressionQueryVariables>;
export const KpiCreateDocument = {"__meta__":{"hash":"sha256:531c56179f7ab847db06b093242c8d56fa8b06cc998d1237f827f0f50982e5d1"}} as unknown as TypedDocumentString<KpiCreateMutation, KpiCreateMutationVariables>;
export const KpiUpdateDocument = {"__meta__":{"hash":"sha256:6549a61b41e36261f5504bda680849b1013e330d654eca2728ab50d0abfd295e"}} as unknown as TypedDocumentString<KpiUpdateMutation, KpiUpdateMutationVariables>;
export const KpiReferenceDocument = {"__meta__":{"hash":"sha256:4e2c6e1a4ad9bcc463a34938e6ed5ccec334f0c105861103da0fc90f6bfb80e4"}} as unknown as TypedDocumentString<KpiReferenceQuery, KpiReferenceQueryVariables>;
export const TopicsDocument = {"__meta__":{"hash":"sha256:6e0f23097b8b1aeb450f1e1d4c55224bb50093df7d5dcca3213aad8c7a453f07"}} as unknown as TypedDocumentString<TopicsQuery, TopicsQueryVariables>;
export const FailedFirstContactsDocument = {"__meta__":{"hash":"sha256:31208f1f5763544c5056aee4c631ebacaffd608fb057eb6bbdaae26cf5f6685b"}} as unknown as TypedDocumentString<FailedFirstContactsQuery, FailedFirstContactsQueryVariables>;
export const EscalationReasonsDocument = {"__meta__":{"hash":"sha256:35b9ca37e8d4b39e42b3d42c6b3b2c5901a10e566195de20a4d7e16ddacdbac3"}} as unknown as TypedDocumentString<EscalationReasonsQuery, EscalationReasonsQueryVariables>;
export const UnresolvedIntentsDocument = {"__meta__":{"hash":"sha256:eab10227fbe83088e324511c946bd3da06c68615de7739305ecf6dc9a80a00f4"}} as unknown as TypedDocumentString<UnresolvedIntentsQuery, UnresolvedIntentsQueryVariables>;
export const FailedSearchesDocument = {"__meta__":{"hash":"sha256:1925a1b48bbf37bce2706db92e9199f30a5f3aef3529790790e402aa2b4e103e"}} as unknown as TypedDocumentString<FailedSearchesQuery, FailedSearchesQueryVariables>;
export const ContentGapsDocument = {"__meta__":{"hash":"sha256:be98fafad6617b53157fc1c3ca76c6f396c5d64506a50f2588be593806d4a6ef"}} as unknown as TypedDocumentString<ContentGapsQuery, ContentGapsQueryVariables>;
export const NextChannelDocument = {"__meta__":{"hash":"sha256:80a13865848316f47334c77f0764b30329b307f9a3d59ce0c3178101184e8030"}} as unknown as TypedDocumentString<NextChannelQuery, NextChannelQueryVariables>;
export const HandleTimeOutliersDocument = {"__meta__":{"hash":"sha256:d986d1a01d5e879ae11e6d6483cb109c589e94442b6b530645f8c13fc41e663e"}} as unknown as TypedDocumentString<HandleTimeOutliersQuery, HandleTimeOutliersQueryVariables>;
export const ChurnAndSupportDocument = {"__meta__":{"hash":"sha256:12ea1318b0c5d93f4254d7e48b9c90429b4983a1b2bc133f7359c2598004ea1f"}} as unknown as TypedDocumentString<ChurnAndSupportQuery, ChurnAndSupportQueryVariables>;
export const AiReturnDocument = {"__meta__":{"hash":"sha256:18ec68cd456a8d9d7f18962cd5d3192d69565a8b869f096d5dce6c0dfeb5c3ec"}} as unknown as TypedDocumentString<AiReturnQuery, AiReturnQueryVariables>;
export const StaffingNeedDocument = {"__meta__":{"hash":"sha256:b87646c3d5afc182901b9d2d06875458addfaa22f11096c149d14bc483d5256a"}} as unknown as TypedDocumentString<StaffingNeedQuery, StaffingNeedQueryVariables>;
export const RowKindsDocument = {"__meta__":{"hash":"sha256:bcba2d4e01ddc62608f8b42e2f2c23448bb11a083a2e1dff4cbf0ea4a1cc1df0"}} as unknown as TypedDocumentString<RowKindsQuery, RowKindsQueryVariables>;
export const KpiListDocument = {"__meta__":{"hash":"sha256:5de34d5b7db5a10e6907375cbfe0be6b1ccafcee8ac741f276f72ad9c5d4b053"}} as unknown as TypedDocumentString<KpiListQuery, KpiListQueryVariables>;
export const KpiPageDocument = {"__meta__":{"hash":"sha256:9ecc2e0d8cb315551a9d2ce1930b7a445e36223d9eb1d54f291585cdc59ac548"}} as unknown as TypedDocumentString<KpiPageQuery, KpiPageQueryVariables>;
export const KpiBreakdownDocument = {"__meta__":{"hash":"sha256:95d0a0e3201297fb340fae2557f826ec9c746892acc2425c3d7800713a0e9ffc"}} as unknown as TypedDocumentString<KpiBreakdownQuery, KpiBreakdownQueryVariables>;
export const KpiDefinitionDocument = {"__meta__":{"hash":"sha256:7ac83591664e75873ccdfb63995e788f5228f9754393a360b72c409e46f91bc1"}} as unknown as TypedDocumentString<KpiDefinitionQuery, KpiDefinitionQueryVariables>;
export const KpiVersionsDocument = {"__meta__":{"hash":"sha256:be6b82ad931dd483978895b51789720c144aaed06b5a0e22ebfca82666471a0b"}} as unknown as TypedDocumentString<KpiVersionsQuery, KpiVersionsQueryVariables>;
export const PendingVersionDocument = {"__meta__":{"hash":"sha256:86cf1b39b60a7000e328fbde44bb460c458444c17b833756e0e8dbeebae362dc"}} as unknown as TypedDocumentString<PendingVersionQuery, PendingVersionQueryVariables>;
export const KpiDefineDocument = {"__meta__":{"hash":"sha256:98127a76aceb84179942df7b8535dab4149c0a44407eb6b515e50962882ea2af"}} as unknown as TypedDocumentString<KpiDefineMutation, KpiDefineMutationVariables>;
export const KpiResetDocument = {"__meta__":{"hash":"sha256:941fbb8ad120bcf1750df67bfb3cf6bba74d2c06028778571d48cc4c2333a0ef"}} as unknown as TypedDocumentString<KpiResetMutation, KpiResetMutationVariables>;
export const KpiRetireDocument = {"__meta__":{"hash":"sha256:a2b40695eff630da0cdd4810cf03fa215ca7a25d391d0f18bdecc81e14f00ea4"}} as unknown as TypedDocumentString<KpiRetireMutation, KpiRetireMutationVariables>;
export const TargetSetDocument = {"__meta__":{"hash":"sha256:cee90c938c66a43edd466caaa04a244f39440953663f747d511a7619bcdc9271"}} as unknown as TypedDocumentString<TargetSetMutation, TargetSetMutationVariables>;
export const TargetRemoveDocument = {"__meta__":{"hash":"sha256:6bde6ecc5a0a270e8b68c756780f9ccf9dd2d1ef059049ce450dd2e6d32915a5"}} as unknown as TypedDocumentString<TargetRemoveMutation, TargetRemoveMutationVariables>;
export const OverviewDocument = {"__meta__":{"hash":"sha256:cb0614f834e555f5a0af3a3716a8a24d6ea6cf24858cd6ed39451540fac7da0a"}} as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const HeatmapDocument = {"__meta__":{"hash":"sha256:efa3be8d527be9e20d269ecc41137c7f3e8b72a296e7d9c7870d8f86af921207"}} as unknown as TypedDocumentString<HeatmapQuery, HeatmapQueryVariables>;
export const ConflictsDocument = {"__meta__":{"hash":"sha256:be919c2ada7f250f4c1426331379fa12f8b1cc68732d9cb410b7745e0f0bd0df"}} as unknown as TypedDocumentString<ConflictsQuery, ConflictsQueryVariables>;
export const ScorecardArrangeDocument = {"__meta__":{"hash":"sha256:dcd50294aefe2eafba5909c6b445083ee74a5e6c0a69f5819067cb862e3f2cd5"}} as unknown as TypedDocumentString<ScorecardArrangeMutation, ScorecardArrangeMutationVariables>;
export const PanelListDocument = {"__meta__":{"hash":"sha256:18453943025c75d12348e1b7401cda798b6beae1855065b26915e951f2377dcd"}} as unknown as TypedDocumentString<PanelListQuery, PanelListQueryVariables>;
export const PanelReadingsDocument = {"__meta__":{"hash":"sha256:bcf729554f3b806707da572c8c956bdbc25dba063592218a0331bdfe344da75b"}} as unknown as TypedDocumentString<PanelReadingsQuery, PanelReadingsQueryVariables>;
export const AiOutcomesDocument = {"__meta__":{"hash":"sha256:e2781e175dff0456b9f783dddd707dd5f25b11f3c25be829de6a5b64367aadf7"}} as unknown as TypedDocumentString<AiOutcomesQuery, AiOutcomesQueryVariables>;
export const EscalationsAndIntentsDocument = {"__meta__":{"hash":"sha256:1187f378aecbc36d7f9eca2e6fa6234976caddbe15c90ba98b0773038ae943f8"}} as unknown as TypedDocumentString<EscalationsAndIntentsQuery, EscalationsAndIntentsQueryVariables>;
export const FrictionDocument = {"__meta__":{"hash":"sha256:ca58b531a07506521a76081e9ed3f3321688330dc4e638906e5d3172402d10ed"}} as unknown as TypedDocumentString<FrictionQuery, FrictionQueryVariables>;
export const AccessDocument = {"__meta__":{"hash":"sha256:7928b0cba1afed8c772fe47c1e8c75ddb853a13d3624421e289315f6c782dac3"}} as unknown as TypedDocumentString<AccessQuery, AccessQueryVariables>;
export const MemberInviteDocument = {"__meta__":{"hash":"sha256:1077832d7e433f519ce22707bbdd76a35223d6ec3c3da0dacaa00affee414cee"}} as unknown as TypedDocumentString<MemberInviteMutation, MemberInviteMutationVariables>;
export const AgencyInviteDocument = {"__meta__":{"hash":"sha256:70c7167c236e42ab6dd8fa8ca579edfb8a12d8ea14a5e2d169df2d5b89503189"}} as unknown as TypedDocumentString<AgencyInviteMutation, AgencyInviteMutationVariables>;
export const InvitationResendDocument = {"__meta__":{"hash":"sha256:7effe838cb63ab7fac9603711e8855236ad3045656ffdae4430400055e26f6af"}} as unknown as TypedDocumentString<InvitationResendMutation, InvitationResendMutationVariables>;
export const InvitationRevokeDocument = {"__meta__":{"hash":"sha256:12050e80bc6b92a45be0d5bd156f98fa99f319bb1d7244551d2e74b297858082"}} as unknown as TypedDocumentString<InvitationRevokeMutation, InvitationRevokeMutationVariables>;
export const GrantRoleSetDocument = {"__meta__":{"hash":"sha256:812f509581cdb15a2ed2de977b93cd22b660c4578fa5885eb80d8ffa6a44c280"}} as unknown as TypedDocumentString<GrantRoleSetMutation, GrantRoleSetMutationVariables>;
export const GrantRevokeDocument = {"__meta__":{"hash":"sha256:dfa665e00e8132ea6fde70db4c20f2348ead037668c74734d9b3119cc0bdcb25"}} as unknown as TypedDocumentString<GrantRevokeMutation, GrantRevokeMutationVariables>;
export const ActivityDocument = {"__meta__":{"hash":"sha256:87ff7dfc6c61f9e51cc9ea91221fed5e2d6ebfa70c0e15b5c2c36657f300a223"}} as unknown as TypedDocumentString<ActivityQuery, ActivityQueryVariables>;
export const LifeDocument = {"__meta__":{"hash":"sha256:ad51284e229e8d151d3f52ef2b02476546133fd37b6b3f8434b89c00e139d164"}} as unknown as TypedDocumentString<LifeQuery, LifeQueryVariables>;
export const ExportStartDocument = {"__meta__":{"hash":"sha256:54e53cfe8269fc43f7400143341f79eeafd675b172d5b0c3f7839ae70d130abd"}} as unknown as TypedDocumentString<ExportStartMutation, ExportStartMutationVariables>;
export const AccountSuspendDocument = {"__meta__":{"hash":"sha256:9710e62f3bd9ad954552f68a3a76ce0005f4e9547eb29c5f33923c4d21c2a698"}} as unknown as TypedDocumentString<AccountSuspendMutation, AccountSuspendMutationVariables>;
export const AccountResumeDocument = {"__meta__":{"hash":"sha256:6f23bad438ac368d8ad792dd868b2d7cffc60396a852356b0bb5a0a40d62f5d8"}} as unknown as TypedDocumentString<AccountResumeMutation, AccountResumeMutationVariables>;
export const AccountTransferDocument = {"__meta__":{"hash":"sha256:76a4e89a1f916da279644d9556cebeb5636fcf60d106dd05b11cebb90a7da1c5"}} as unknown as TypedDocumentString<AccountTransferMutation, AccountTransferMutationVariables>;
export const AccountCloseDocument = {"__meta__":{"hash":"sha256:480f2406bdd3a5dbdf9f49aaf52a808973232174d1681e4db69c53b7e659e6de"}} as unknown as TypedDocumentString<AccountCloseMutation, AccountCloseMutationVariables>;
export const AccountReopenDocument = {"__meta__":{"hash":"sha256:1a1214cd3962c4bb0aa725a9a4281909f6fef6508474928bae7497628dc35627"}} as unknown as TypedDocumentString<AccountReopenMutation, AccountReopenMutationVariables>;
export const CustomerEraseDocument = {"__meta__":{"hash":"sha256:926b09b1c38752a8d6fee062ef1a7f37d9c769461d36c8aa262bb2c62a85328d"}} as unknown as TypedDocumentString<CustomerEraseMutation, CustomerEraseMutationVariables>;
export const PeerProfileDocument = {"__meta__":{"hash":"sha256:46c496a00d389f4891af002c9c0881d7263d86a956841e8b1a7e7421d8d2bcf6"}} as unknown as TypedDocumentString<PeerProfileQuery, PeerProfileQueryVariables>;
export const ProfileSetDocument = {"__meta__":{"hash":"sha256:388471ec9854f25f60c0004476605149c2180b6548e9b9420da1727d48d7fb73"}} as unknown as TypedDocumentString<ProfileSetMutation, ProfileSetMutationVariables>;
export const SharingStartDocument = {"__meta__":{"hash":"sha256:b7def5a9a9221b3fc4db3b6d886687b36990e94a729417af15960c6a58f7792f"}} as unknown as TypedDocumentString<SharingStartMutation, SharingStartMutationVariables>;
export const SharingStopDocument = {"__meta__":{"hash":"sha256:c25f92097e407f48f49e43df8a20307d029d49ac24a48905562fc288326af08c"}} as unknown as TypedDocumentString<SharingStopMutation, SharingStopMutationVariables>;
export const SettingsDocument = {"__meta__":{"hash":"sha256:37205fc1807b3f4fdd48a19b0c09a035a1f4345214b840d750b5f689a00b2bec"}} as unknown as TypedDocumentString<SettingsQuery, SettingsQueryVariables>;
export const AccountUpdateDocument = {"__meta__":{"hash":"sha256:8869520d967e95cc29840f7151a009205cdcf620700958cbbce3ccbb73df4eea"}} as unknown as TypedDocumentString<AccountUpdateMutation, AccountUpdateMutationVariables>;
export const CalendarSetDocument = {"__meta__":{"hash":"sha256:2872665b8478721c2a95def8928a0f443e59d72f96214ed106419c0496d53caf"}} as unknown as TypedDocumentString<CalendarSetMutation, CalendarSetMutationVariables>;
export const CalendarRemoveDocument = {"__meta__":{"hash":"sha256:b4a419bb220dd573071095c41757cc5e69ac4d68d7c8983fef4cd4b09bfd3c25"}} as unknown as TypedDocumentString<CalendarRemoveMutation, CalendarRemoveMutationVariables>;
export const SlaTargetsSetDocument = {"__meta__":{"hash":"sha256:c7c5ec9af7ed5d82302a6ff6386f36e4d977a69400da1690aae3f6c75bd04aaf"}} as unknown as TypedDocumentString<SlaTargetsSetMutation, SlaTargetsSetMutationVariables>;
export const MemberRoleSetDocument = {"__meta__":{"hash":"sha256:b106bb5e368d3efcf4b4562d69317c000fbe7e4b5dfd9db420a41084fc08eb8e"}} as unknown as TypedDocumentString<MemberRoleSetMutation, MemberRoleSetMutationVariables>;
export const MemberRemoveDocument = {"__meta__":{"hash":"sha256:afdf6d865faccecb697346f640d837e6dad005bb93f54dcef1aaa89533e8c1e0"}} as unknown as TypedDocumentString<MemberRemoveMutation, MemberRemoveMutationVariables>;
export const ApiKeyCreateDocument = {"__meta__":{"hash":"sha256:8451428d3594a0c2192266c1ef1fe0ec49a0ce23c1a76e53bf38473074505de2"}} as unknown as TypedDocumentString<ApiKeyCreateMutation, ApiKeyCreateMutationVariables>;
export const ApiKeyRevokeDocument = {"__meta__":{"hash":"sha256:7574183b21d7f18b2465f054f091e15d7635c0af8cba074a54d77621ee57edf3"}} as unknown as TypedDocumentString<ApiKeyRevokeMutation, ApiKeyRevokeMutationVariables>;
export const TicketListDocument = {"__meta__":{"hash":"sha256:c55d27956c6e12b22455219fe3cd14b02434889125db0d7fd137d1e5e95467a7"}} as unknown as TypedDocumentString<TicketListQuery, TicketListQueryVariables>;
export const OutcomeTicketsDocument = {"__meta__":{"hash":"sha256:1c5e856376343c72181f8f774b61296f6099d4d3ba81504bcd3a60b47b484075"}} as unknown as TypedDocumentString<OutcomeTicketsQuery, OutcomeTicketsQueryVariables>;
export const TicketPageDocument = {"__meta__":{"hash":"sha256:a476cd26acc6a1c4ab01e40ebb92689ea2fd8fa29ff457801bc0931cf4075d7d"}} as unknown as TypedDocumentString<TicketPageQuery, TicketPageQueryVariables>;
export const WhyDocument = {"__meta__":{"hash":"sha256:ddd520af5b41e314b2501000ca4276960212a20c3bdef15fa549b4e7998e36fa"}} as unknown as TypedDocumentString<WhyQuery, WhyQueryVariables>;
export const ShellDocument = {"__meta__":{"hash":"sha256:1fea9330ca5cdd4d07089b6d6de67a6ff8216b3d4fe4ba08f69808f72f3ccd1f"}} as unknown as TypedDocumentString<ShellQuery, ShellQueryVariables>;
export const FilterValuesDocument = {"__meta__":{"hash":"sha256:0392d81eee29ced0bbc83c9a701f19d5e4e73120355e4846fdc41833be48ac5a"}} as unknown as TypedDocumentString<FilterValuesQuery, FilterValuesQueryVariables>;