/** The search parameters of an agency's pages: a view of the portfolio is its address. */
import type { Channel, Interval } from "@/graphql/agency";
import { isDay, length, type Period } from "./days";
import {
  DEFAULT_PRESET,
  oneOf,
  PRESETS,
  parseSearch,
  type SpanSearch,
  stringifySearch,
  texts,
  withoutEmpty,
} from "./range";

type Search = Record<string, unknown>;

function text(given: unknown): string | undefined {
  return typeof given === "string" && given !== "" ? given : undefined;
}

export const CHANNELS = ["email", "chat", "phone", "social", "web", "messaging", "other"] as const;
export type ClientChannel = (typeof CHANNELS)[number];

/** Period, comparison and channel: what every page of a portfolio shares. Days are each client's own. */
export type SightSearch = SpanSearch & { channel?: ClientChannel };

export function parseSightSearch(search: Search): SightSearch {
  const { from, to } = search;
  const isCustom = isDay(from) && isDay(to) && from <= to;
  return withoutEmpty({
    ...(isCustom ? { from, to } : { days: PRESETS.find((days) => String(days) === String(search.days)) }),
    compare: oneOf(["year", "none"] as const, search.compare),
    channel: oneOf(CHANNELS, search.channel),
  });
}

export const SHOWS = ["table", "charts"] as const;
export const STATUSES = ["off", "near", "on", "none"] as const;
export const POSITIONS = ["worse", "better", "tied", "few"] as const;

/** `sort` is a KPI's key, "name", "worst" (most clearly worse cells first) or a KPI's key with `by=change`. */
export type PortfolioSearch = SightSearch & {
  show?: "charts";
  chart?: string;
  scale?: "log";
  kpi?: string[];
  q?: string;
  status?: (typeof STATUSES)[number];
  position?: (typeof POSITIONS)[number];
  sort?: string;
  by?: "change";
  order?: "up" | "down";
};

export function parsePortfolioSearch(search: Search): PortfolioSearch {
  return withoutEmpty({
    ...parseSightSearch(search),
    show: oneOf(["charts"] as const, search.show),
    chart: text(search.chart),
    scale: oneOf(["log"] as const, search.scale),
    kpi: texts(search.kpi),
    q: text(search.q),
    status: oneOf(STATUSES, search.status),
    position: oneOf(POSITIONS, search.position),
    sort: text(search.sort),
    by: oneOf(["change"] as const, search.by),
    order: oneOf(["up", "down"] as const, search.order),
  });
}

/** A view as it is saved: its search without the question mark, its parts in one order, so that equal views are equal texts. */
export function savedSearch(view: PortfolioSearch): string {
  const parts = Object.entries(withoutEmpty(view)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return stringifySearch(Object.fromEntries(parts)).slice(1);
}

/** The view that a saved search means. */
export function savedView(search: string): PortfolioSearch {
  return parsePortfolioSearch(parseSearch(search));
}

export type ClientSearch = SightSearch & { kpi?: string };

export function parseClientSearch(search: Search): ClientSearch {
  return withoutEmpty({ ...parseSightSearch(search), kpi: text(search.kpi) });
}

export type ConsistencySearch = SightSearch & { kpi?: string };

export function parseConsistencySearch(search: Search): ConsistencySearch {
  return withoutEmpty({ ...parseSightSearch(search), kpi: text(search.kpi) });
}

/** The period of a sight alone, for pages of an account: their channels have names of their own. */
export function rangeOf({ days, from, to, compare }: SpanSearch): SpanSearch {
  return withoutEmpty({ days: from ? undefined : (days ?? DEFAULT_PRESET), from, to, compare });
}

/** Days up to a fortnight, weeks up to two years, months beyond: one client's days are too few cases for a line. */
export function stepFor(period: Period): Interval {
  const days = length(period);
  if (days <= 14) return "DAY";
  return days <= 730 ? "WEEK" : "MONTH";
}

/** The channel of a sight as the API names it. */
export function channelOf({ channel }: SightSearch): Channel | undefined {
  return channel?.toUpperCase() as Channel | undefined;
}
