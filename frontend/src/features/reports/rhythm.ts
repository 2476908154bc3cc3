/** When a report goes out, in words; and recipients as people type them. */
import type { ReportCoreFragment, ReportFrequency } from "@/graphql/agency";

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const MONTH_DAYS = Array.from({ length: 31 }, (_none, at) => at + 1);
export const HOURS = Array.from({ length: 24 }, (_none, hour) => ({ value: String(hour), label: clockText(hour) }));

/** 8 → "08:00" */
export function clockText(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

/** 1 → "1st", 22 → "22nd", 13 → "13th" */
export function ordinal(day: number): string {
  const isTeen = day % 100 >= 11 && day % 100 <= 13;
  return `${day}${(!isTeen && ["th", "st", "nd", "rd"][day % 10]) || "th"}`;
}

type Rhythm = Pick<ReportCoreFragment, "frequency" | "day" | "hour" | "timezone">;

/** "Every Monday at 08:00, Europe/Berlin time" */
export function rhythmText({ frequency, day, hour, timezone }: Rhythm): string {
  const monthly =
    day > 28 ? `On the ${ordinal(day)}, or the last day, of each month` : `On the ${ordinal(day)} of each month`;
  const when = frequency === "WEEKLY" ? `Every ${WEEKDAYS[day - 1]}` : monthly;
  return `${when} at ${clockText(hour)}, ${timezone} time`;
}

/** What a report is about: a client's name, or which letter on the portfolio. */
export function aboutText({ kind, client }: Pick<ReportCoreFragment, "kind" | "client">): string {
  if (kind === "HEALTH") return "clients’ health";
  return client?.name ?? "the whole portfolio";
}

/** The days of a rhythm to choose from. */
export function daysOf(frequency: ReportFrequency): { value: string; label: string }[] {
  if (frequency === "WEEKLY") return WEEKDAYS.map((name, at) => ({ value: String(at + 1), label: name }));
  return MONTH_DAYS.map((day) => ({ value: String(day), label: `the ${ordinal(day)}` }));
}

/** Addresses between commas, semicolons, spaces or lines, each once. */
export function recipientsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/** The first that is no address, as far as one can tell without writing to it. */
export function wrongRecipient(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address));
}
