/** What a page shows (period, comparison, filters) as search parameters: the address is the state. */
import type { Comparison, Dimension, FilterInput, Interval } from "@/graphql/graphql";
import { addDays, isDay, length, type Period } from "./days";

export const PRESETS = [7, 28, 91, 364] as const;
export type Preset = (typeof PRESETS)[number];
export const DEFAULT_PRESET: Preset = 28;

export const FILTERS = ["channel", "priority", "topic", "team", "resolver"] as const;
export type FilterName = (typeof FILTERS)[number];

/** A period and what it is compared with. */
export type SpanSearch = { days?: Preset; from?: string; to?: string; compare?: "year" | "none" };

export type RangeSearch = SpanSearch & Partial<Record<FilterName, string[]>>;

type Extent = { today: string; dataFrom?: string | null; dataTo?: string | null };

/** One text of an enumeration, or nothing: a mistyped address falls back to the default. */
export function oneOf<T extends string>(allowed: readonly T[], given: unknown): T | undefined {
  return allowed.find((one) => one === given);
}

/** "a" → ["a"], absent → undefined */
export function texts(given: unknown): string[] | undefined {
  if (given === undefined) return undefined;
  return (Array.isArray(given) ? given : [given]).map(String);
}

/** The parts of an address that every page of numbers understands; nonsense is dropped. */
export function parseRange(search: Record<string, unknown>): RangeSearch {
  const parsed: RangeSearch = {};
  const { from, to } = search;
  if (isDay(from) && isDay(to) && from <= to) Object.assign(parsed, { from, to });
  else parsed.days = PRESETS.find((days) => String(days) === String(search.days));
  parsed.compare = oneOf(["year", "none"], search.compare);
  for (const name of FILTERS) parsed[name] = texts(search[name]);
  return withoutEmpty(parsed);
}

/** Drops undefined entries, so that the address stays short. */
export function withoutEmpty<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The period a range means. A preset ends with the last whole day of data: yesterday while data keep coming,
 * else the last day that has any.
 */
export function periodOf(range: SpanSearch, { today, dataFrom, dataTo }: Extent): Period {
  if (range.from && range.to) return { from: range.from, to: range.to };
  const newest = dataTo && dataTo < today ? dataTo : addDays(today, -1);
  const last = dataFrom && dataFrom > newest ? dataFrom : newest;
  return { from: addDays(last, 1 - (range.days ?? DEFAULT_PRESET)), to: last };
}

export function comparisonOf(range: SpanSearch): Comparison {
  if (range.compare === "none") return "NONE";
  return range.compare === "year" ? "PREVIOUS_YEAR" : "PREVIOUS_PERIOD";
}

/** "vs previous 28 days", "vs the same days a year earlier", "" */
export function comparisonText(range: SpanSearch, period: Period): string {
  if (range.compare === "none") return "";
  if (range.compare === "year") return "vs a year earlier";
  const days = length(period);
  return days === 1 ? "vs previous day" : `vs previous ${days} days`;
}

/** Days up to a quarter, weeks up to two years, months beyond: a line of at most about a hundred points. */
export function intervalFor(period: Period): Interval {
  const days = length(period);
  if (days <= 100) return "DAY";
  return days <= 730 ? "WEEK" : "MONTH";
}

export function filtersOf(range: RangeSearch): FilterInput[] {
  return FILTERS.flatMap((name) => {
    const values = range[name];
    return values?.length ? [{ dimension: name.toUpperCase() as Dimension, values }] : [];
  });
}

/** ?days=28&channel=chat&channel=email → { days: "28", channel: ["chat", "email"] } */
export function parseSearch(text: string): Record<string, unknown> {
  const parsed: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = parsed[name];
    parsed[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return parsed;
}

/** The inverse of parseSearch, with the question mark. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
  );
  const text = new URLSearchParams(pairs).toString();
  return text ? `?${text}` : "";
}
