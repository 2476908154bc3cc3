/** Local days as "2026-11-21" strings, and instants shown in the account's time zone. */

const MILLISECONDS_PER_DAY = 86_400_000;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

export type Period = { from: string; to: string };

/** Whether a text names a day that exists: "2026-02-30" does not. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !ISO_DAY.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

export function addDays(day: string, days: number): string {
  const moved = Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_PER_DAY;
  return new Date(moved).toISOString().slice(0, 10);
}

/** Days in a period, both ends included. */
export function length({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY) + 1;
}

/** The local day of an instant in a time zone. */
export function dayIn(timezone: string, instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: timezone, dateStyle: "short" }).format(instant);
}

function part(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options }).format(new Date(`${day}T00:00:00Z`));
}

/** "2026-11-21" → "Nov 21", with the year when asked. */
export function shortDay(day: string, withYear = false): string {
  return part(day, { month: "short", day: "numeric", ...(withYear ? { year: "numeric" } : {}) });
}

/** "2026-11-21" → "Sat, Nov 21, 2026" */
export function longDay(day: string): string {
  return part(day, { weekday: "short", month: "short", day: "numeric", year: "numeric" });
}

/** "Oct 23 – Nov 21, 2026"; both years when they differ. */
export function periodText({ from, to }: Period): string {
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return from === to ? shortDay(to, true) : `${shortDay(from, !isOneYear)} – ${shortDay(to, true)}`;
}

/** An instant in the account's zone: "Nov 21, 2026, 18:40". */
export function instantText(instant: string, timezone: string): string {
  return new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    month: "short",
    day: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
}

/** Every IANA zone the browser knows, with UTC among them. */
export function timezones(): string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
}

/** The browser's own zone. */
export function browserTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
