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

/** One value in its KPI's unit. */
export function value(unit: Unit, amount: number | null | undefined): string {
  if (amount === null || amount === undefined) return MISSING;
  if (unit === "DURATION") return duration(amount);
  if (unit === "PERCENT") return percent(amount);
  if (unit === "COUNT") return count(amount);
  return decimals(amount, 2);
}

/** A tick on an axis: short, without needless zeros. */
export function tick(unit: Unit, amount: number): string {
  if (unit === "PERCENT") return percent(amount, amount * 100 === Math.round(amount * 100) ? 0 : 1);
  if (unit === "COUNT") return amount >= 10_000 ? `${decimals(amount / 1000, 0)}k` : count(amount);
  if (unit !== "DURATION") return decimals(amount, 1);
  if (amount === 0) return "0";
  if (amount < MINUTE) return `${Math.round(amount)} s`;
  if (amount < HOUR) return `${Number((amount / MINUTE).toFixed(1))} min`;
  if (amount < 2 * DAY) return `${Number((amount / HOUR).toFixed(1))} h`;
  return `${Number((amount / DAY).toFixed(1))} d`;
}

function signed(text: string): string {
  return text.startsWith(MINUS) ? text : `+${text}`;
}

/** Rates change in points, everything else in percent of what it was. */
export function change(unit: Unit, moved: { change?: number | null; relativeChange?: number | null }): string {
  if (unit === "PERCENT") return isMissing(moved.change) ? MISSING : signed(points(moved.change));
  return isMissing(moved.relativeChange) ? MISSING : signed(percent(moved.relativeChange));
}

function isMissing(amount: number | null | undefined): amount is null | undefined {
  return amount === null || amount === undefined;
}

/** "± 1.4 pt": half the width of a rate's interval. */
export function margin(interval: Interval): string {
  return `± ${points((interval.high - interval.low) / 2)}`;
}

/** "48 min to 55 min" */
export function interval(unit: Unit, bounds: Interval): string {
  return `${value(unit, bounds.low)} to ${value(unit, bounds.high)}`;
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
