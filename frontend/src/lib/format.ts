/** Numbers as words on a screen. Durations come in seconds, rates as fractions; a missing value is an en dash. */
import type { Unit } from "@/graphql/graphql";

export const MISSING = "–";
const MINUS = "−";
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

type Interval = { low: number; high: number };

function decimals(value: number, digits: number): string {
  const text = value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace("-", MINUS);
}

/** 4182 → "4,182" */
export function count(value: number): string {
  return decimals(Math.round(value), 0);
}

/** 0.7243 → "72.4%" */
export function percent(fraction: number, digits = 1): string {
  return `${decimals(fraction * 100, digits)}%`;
}

/** 0.036 → "3.6 pt": the distance between two rates. */
export function points(fraction: number): string {
  return `${decimals(fraction * 100, 1)} pt`;
}

function twoUnits(whole: number, wholeName: string, rest: number, restName: string): string {
  return rest === 0 ? `${whole} ${wholeName}` : `${whole} ${wholeName} ${rest} ${restName}`;
}

/** At most three significant figures: 41 → "41 s", 250 → "4 min 10 s", 9180 → "2 h 33 min", 151200 → "42 h", 400000 → "4.6 days". */
export function duration(seconds: number): string {
  if (seconds < 0) return `${MINUS}${duration(-seconds)}`;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < 10 * MINUTE) return twoUnits(Math.floor(whole / MINUTE), "min", whole % MINUTE, "s");
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 600) return twoUnits(Math.floor(minutes / 60), "h", minutes % 60, "min");
  if (seconds < 72 * HOUR) return `${Math.round(seconds / HOUR)} h`;
  return `${decimals(seconds / DAY, 1)} days`;
}

/** A score of 0 to 20 has two decimals, a larger one (such as a net score) one: 4.31, −62.5 */
function score(amount: number): string {
  return decimals(amount, Math.abs(amount) < 20 ? 2 : 1);
}

/** 4.312 in EUR → "€4.31", −12400 → "−€12,400"; without a currency the bare number. */
export function money(amount: number, currency?: string | null): string {
  const digits = Math.abs(amount) < 1000 ? 2 : 0;
  if (!currency) return decimals(amount, digits);
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return amount.toLocaleString("en-US", style).replace("-", MINUS);
}

/** One value in its KPI's unit. */
export function value(unit: Unit, amount: number | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) return MISSING;
  if (unit === "DURATION") return duration(amount);
  if (unit === "PERCENT") return percent(amount);
  if (unit === "COUNT") return count(amount);
  return unit === "MONEY" ? money(amount, currency) : score(amount);
}

/** A tick on an axis: short, without needless zeros. */
export function tick(unit: Unit, amount: number, currency?: string | null): string {
  if (unit === "MONEY") return shortMoney(amount, currency);
  if (unit === "PERCENT") return percent(amount, amount * 100 === Math.round(amount * 100) ? 0 : 1);
  if (unit === "COUNT") return amount >= 10_000 ? `${decimals(amount / 1000, 0)}k` : count(amount);
  if (unit !== "DURATION") return decimals(amount, 1);
  if (amount === 0) return "0";
  if (amount < MINUTE) return `${Math.round(amount)} s`;
  if (amount < HOUR) return `${Number((amount / MINUTE).toFixed(1))} min`;
  if (amount < 2 * DAY) return `${Number((amount / HOUR).toFixed(1))} h`;
  return `${Number((amount / DAY).toFixed(1))} d`;
}

function shortMoney(amount: number, currency?: string | null): string {
  const style = currency ? ({ style: "currency", currency } as const) : {};
  const digits = Number.isInteger(amount) || Math.abs(amount) >= 100 ? 0 : 2;
  const options = { ...style, notation: "compact", minimumFractionDigits: digits, maximumFractionDigits: 2 } as const;
  return amount.toLocaleString("en-US", options).replace("-", MINUS);
}

function signed(text: string): string {
  return text.startsWith(MINUS) ? text : `+${text}`;
}

/** Rates change in points, scores (whose zero means nothing) on their scale, everything else in percent of what it was. */
export function change(unit: Unit, moved: { change?: number | null; relativeChange?: number | null }): string {
  if (unit === "PERCENT") return isMissing(moved.change) ? MISSING : signed(points(moved.change));
  if (unit === "SCORE") return isMissing(moved.change) ? MISSING : signed(score(moved.change));
  return isMissing(moved.relativeChange) ? MISSING : signed(percent(moved.relativeChange));
}

/** A signed distance in the KPI's own unit, rates in points: "+1.2 pt", "−3 min". */
export function difference(unit: Unit, amount: number, currency?: string | null): string {
  return signed(unit === "PERCENT" ? points(amount) : value(unit, amount, currency));
}

function isMissing(amount: number | null | undefined): amount is null | undefined {
  return amount === null || amount === undefined;
}

/** "± 1.4 pt": half the width of a rate's interval. */
export function margin(interval: Interval): string {
  return `± ${points((interval.high - interval.low) / 2)}`;
}

/** "48 min to 55 min" */
export function interval(unit: Unit, bounds: Interval, currency?: string | null): string {
  return `${value(unit, bounds.low, currency)} to ${value(unit, bounds.high, currency)}`;
}

/** "TOO_CLOSE_TO_CALL", "first_reply" or "RESOLVER" → "Too close to call", "First reply", "Resolver" */
export function sentence(key: string): string {
  const words = key.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 1 → "1 ticket", 2 → "2 tickets" */
export function counted(amount: number, noun: string): string {
  return `${count(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/** 1536000 → "1.5 MB" */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${decimals(size / 1000, 0)} kB` : `${decimals(size / 1_000_000, 1)} MB`;
}
