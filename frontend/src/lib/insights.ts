/** The search parameters of the pages that explain numbers: why one changed, panels, diagnostics. */
import type { Clock, Dimension } from "@/graphql/graphql";
import { oneOf, parseRange, type RangeSearch, withoutEmpty } from "./range";
import { DIMENSIONS, PERCENTILES } from "./searches";

type Search = Record<string, unknown>;

function text(given: unknown): string | undefined {
  return typeof given === "string" && given !== "" ? given : undefined;
}

export type WhySearch = RangeSearch & {
  kpi?: string;
  by?: Dimension;
  mix?: "each";
  percentile?: (typeof PERCENTILES)[number];
  clock?: Clock;
};

export function parseWhySearch(search: Search): WhySearch {
  return withoutEmpty({
    ...parseRange(search),
    kpi: text(search.kpi),
    by: oneOf(DIMENSIONS, search.by),
    mix: oneOf(["each"] as const, search.mix),
    percentile: oneOf(PERCENTILES, String(search.percentile)),
    clock: oneOf(["CALENDAR", "BUSINESS"] as const, search.clock),
  });
}

export type DiagnosticSearch = RangeSearch & { show?: "people"; per?: string };

export function parseDiagnosticSearch(search: Search): DiagnosticSearch {
  return withoutEmpty({
    ...parseRange(search),
    show: oneOf(["people"] as const, search.show),
    per: text(search.per),
  });
}
