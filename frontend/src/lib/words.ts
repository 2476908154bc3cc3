/** Targets and benchmarks in words. */
import type { BenchmarkCoreFragment, Better, SplitRule, Unit } from "@/graphql/graphql";
import { value } from "./format";

type Target = { value: number; upper?: number | null };

/** "≥ 75.0%", "≤ 1 h", "10.0% to 20.0%" */
export function targetText(unit: Unit, better: Better, target: Target, currency?: string | null): string {
  const shown = (amount: number) => value(unit, amount, currency);
  if (typeof target.upper === "number") return `${shown(target.value)} to ${shown(target.upper)}`;
  return `${better === "LOWER" ? "≤" : "≥"} ${shown(target.value)}`;
}

type Range = Pick<BenchmarkCoreFragment, "low" | "high">;

/** The figures of a published benchmark: "≥ 70.0%", "≤ 1 h", "88.0% to 92.0%" */
export function benchmarkText(unit: Unit, { low, high }: Range, currency?: string | null): string {
  const shown = (amount: number) => value(unit, amount, currency);
  if (typeof low === "number" && typeof high === "number") {
    return low === high ? shown(low) : `${shown(low)} to ${shown(high)}`;
  }
  if (typeof low === "number") return `≥ ${shown(low)}`;
  return typeof high === "number" ? `≤ ${shown(high)}` : "–";
}

/** A published figure on the same scale as the account's values; amounts of money are in the currency of whoever published them. */
export function comparable<B>(unit: Unit, benchmark: B | null | undefined): B | null {
  return unit === "MONEY" ? null : (benchmark ?? null);
}

type Parts = { ai?: number | null; human?: number | null };

/** Whether a KPI's course is drawn for AI and people too: where the catalogue splits it and both have values. */
export function isSplitShown(split: SplitRule, points: readonly Parts[]): boolean {
  if (split !== "ALWAYS" && split !== "LARGE" && split !== "APART") return false;
  const has = (name: keyof Parts) => points.some((point) => typeof point[name] === "number");
  return split === "APART" ? has("ai") || has("human") : has("ai") && has("human");
}

const FEW = 30;

/** Too few cases to colour or to rank. A count is no sample: it is never too small. */
export function isFew(unit: Unit, n: number): boolean {
  return unit !== "COUNT" && n < FEW;
}
