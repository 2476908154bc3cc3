/** Rates in words: with their interval, and never ranked where cases are few. */
import { MISSING, margin, percent } from "./format";

export type Rate = { n: number; value?: number | null; interval?: { low: number; high: number } | null };

const FEW = 30;

export function isThin({ n }: Pick<Rate, "n">): boolean {
  return n < FEW;
}

/** "12.4%", "–" without cases */
export function rateText({ value }: Rate): string {
  return typeof value === "number" ? percent(value) : MISSING;
}

/** "± 2.1 pt"; "–" where cases are too few for it to mean something */
export function marginText(rate: Rate): string {
  return rate.interval && !isThin(rate) ? margin(rate.interval) : MISSING;
}

/** "12.4% ± 2.1 pt", "12.4%, few cases" */
export function surely(rate: Rate): string {
  if (typeof rate.value !== "number") return MISSING;
  return isThin(rate) ? `${rateText(rate)}, few cases` : `${rateText(rate)} ${marginText(rate)}`;
}
