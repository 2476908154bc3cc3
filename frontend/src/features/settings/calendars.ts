/** Calendars and their versions in words, and the names they have in an address. */
import type { CalendarScope } from "@/graphql/graphql";
import { longDay } from "@/lib/days";
import { counted } from "@/lib/format";
import type { Range } from "./hours";

export type Owner = { scope: CalendarScope; key: string };
type Hours = { weeklyHours: { ranges: Range[] }[]; holidays: string[] };

/** "account", "team:billing", "channel:chat" */
export function idOf({ scope, key }: Owner): string {
  return scope === "ACCOUNT" ? "account" : `${scope.toLowerCase()}:${key}`;
}

/** The inverse of idOf; anything else is the account's. */
export function ownerOf(id: string | undefined): Owner {
  const [, scope, key] = /^(team|channel):(.*)$/.exec(id ?? "") ?? [];
  return scope && key !== undefined
    ? { scope: scope.toUpperCase() as CalendarScope, key }
    : { scope: "ACCOUNT", key: "" };
}

/** "The account", "Team Billing", "Channel chat" */
export function ownerText({ scope, key }: Owner, label?: string | null): string {
  if (scope === "ACCOUNT") return "The account";
  return `${scope === "TEAM" ? "Team" : "Channel"} ${label || key}`;
}

function hours(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour + minute / 60;
}

/** "40 h a week, 9 holidays" */
export function summary({ weeklyHours, holidays }: Hours): string {
  const open = weeklyHours
    .flatMap(({ ranges }) => ranges)
    .reduce((sum, { from, to }) => sum + hours(to) - hours(from), 0);
  return `${Number(open.toFixed(2))} h a week, ${counted(holidays.length, "holiday")}`;
}

/** "From Mon, Mar 2, 2026", "From the beginning" */
export function sinceText(validFrom: string | null | undefined): string {
  return validFrom ? `From ${longDay(validFrom)}` : "From the beginning";
}
