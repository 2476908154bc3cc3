/** The search parameters of each page, typed; nonsense falls back to the default. */
import type { Clock, Dimension, Interval, Part, TicketOrder } from "@/graphql/graphql";
import { isDay } from "./days";
import { oneOf, parseRange, type RangeSearch, withoutEmpty } from "./range";

type Search = Record<string, unknown>;

function text(given: unknown): string | undefined {
  return typeof given === "string" && given !== "" ? given : undefined;
}

export type AuthSearch = { next?: string; sent?: string };

export function parseAuthSearch(search: Search): AuthSearch {
  return withoutEmpty({ next: text(search.next), sent: text(search.sent) });
}

export type OverviewSearch = RangeSearch & { trend?: string };

export function parseOverviewSearch(search: Search): OverviewSearch {
  return withoutEmpty({ ...parseRange(search), trend: text(search.trend) });
}

export const PILLARS = ["efficiency", "quality", "loyalty"] as const;
export const SHOWN = ["available", "missing", "custom"] as const;

export type KpiListSearch = RangeSearch & {
  q?: string;
  pillar?: (typeof PILLARS)[number];
  show?: (typeof SHOWN)[number];
};

export function parseKpiListSearch(search: Search): KpiListSearch {
  return withoutEmpty({
    ...parseRange(search),
    q: text(search.q),
    pillar: oneOf(PILLARS, search.pillar),
    show: oneOf(SHOWN, search.show),
  });
}

export function parseReferenceSearch(search: Search): { q?: string } {
  return withoutEmpty({ q: text(search.q) });
}

export const DIMENSIONS = ["CHANNEL", "PRIORITY", "TOPIC", "TEAM", "RESOLVER"] as const satisfies readonly Dimension[];
const INTERVALS = ["DAY", "WEEK", "MONTH"] as const satisfies readonly Interval[];
const CLOCKS = ["CALENDAR", "BUSINESS"] as const satisfies readonly Clock[];
export const PERCENTILES = ["50", "75", "90", "95"] as const;

export type KpiSearch = RangeSearch & {
  interval?: Interval;
  by?: Dimension;
  percentile?: (typeof PERCENTILES)[number];
  clock?: Clock;
  version?: number;
};

function natural(given: unknown): number | undefined {
  return /^[1-9]\d{0,5}$/.test(String(given)) ? Number(given) : undefined;
}

export function parseKpiSearch(search: Search): KpiSearch {
  return withoutEmpty({
    ...parseRange(search),
    interval: oneOf(INTERVALS, search.interval),
    by: oneOf(DIMENSIONS, search.by),
    percentile: oneOf(PERCENTILES, String(search.percentile)),
    clock: oneOf(CLOCKS, search.clock),
    version: natural(search.version),
  });
}

const ORDERS = [
  "CREATED_AT_DESC",
  "CREATED_AT_ASC",
  "RESOLUTION_DESC",
  "FIRST_REPLY_DESC",
] as const satisfies readonly TicketOrder[];
const OUTCOMES = ["resolved", "escalated", "silent", "open"] as const;
const PARTS = ["POPULATION", "NUMERATOR", "REST"] as const satisfies readonly Part[];

/** `kpi` with from and to asks for the tickets behind a number, `outcome` for those AI brought to one end; without them from and to bound the day of creation. */
export type TicketsSearch = Pick<
  RangeSearch,
  "from" | "to" | "channel" | "priority" | "topic" | "team" | "resolver"
> & {
  q?: string;
  state?: "open" | "closed";
  order?: TicketOrder;
  after?: string;
  before?: string;
  kpi?: string;
  part?: Part;
  clock?: Clock;
  outcome?: (typeof OUTCOMES)[number];
};

export function parseTicketsSearch(search: Search): TicketsSearch {
  const { days: _days, compare: _compare, ...range } = parseRange(search);
  return withoutEmpty({
    ...range,
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    q: text(search.q),
    state: oneOf(["open", "closed"] as const, search.state),
    order: oneOf(ORDERS, search.order),
    after: text(search.after),
    before: text(search.before),
    kpi: text(search.kpi),
    part: oneOf(PARTS, search.part),
    clock: oneOf(CLOCKS, search.clock),
    outcome: oneOf(OUTCOMES, search.outcome),
  });
}

export const SETTINGS = [
  "account",
  "access",
  "keys",
  "calendar",
  "sla",
  "targets",
  "peers",
  "activity",
  "life",
] as const;
export type SettingsSection = (typeof SETTINGS)[number];

/** What of an audit log is shown: one action, a span of days, the page after an entry. */
export type ActivitySearch = { action?: string; from?: string; to?: string; after?: string };

function parseActivity(search: Search): ActivitySearch {
  return {
    action: text(search.action),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    after: text(search.after),
  };
}

export type SettingsSearch = ActivitySearch & { section?: SettingsSection; calendar?: string };

export function parseSettingsSearch(search: Search): SettingsSearch {
  const section = oneOf(SETTINGS, search.section);
  const activity = section === "activity" ? parseActivity(search) : {};
  return withoutEmpty({ section, calendar: text(search.calendar), ...activity });
}

export const AGENCY_SETTINGS = ["agency", "team", "clients", "brand", "domains", "keys", "activity"] as const;
export type AgencySettingsSection = (typeof AGENCY_SETTINGS)[number];
export type AgencySettingsSearch = ActivitySearch & { section?: AgencySettingsSection };

export function parseAgencySettingsSearch(search: Search): AgencySettingsSearch {
  const section = oneOf(AGENCY_SETTINGS, search.section);
  return withoutEmpty({ section, ...(section === "activity" ? parseActivity(search) : {}) });
}

export function parseApiSearch(search: Search): { explorer?: "open" } {
  return withoutEmpty({ explorer: oneOf(["open"] as const, search.explorer) });
}

/** `kind`: what the rows of the file are; tickets without it. */
export function parseImportSearch(search: Search): { kind?: string } {
  return withoutEmpty({ kind: text(search.kind) });
}
