/** How a target is typed and stored: rates in percent, durations in the largest unit that keeps them short. */
import type { Unit } from "@/graphql/graphql";

export const SCALES = { s: 1, min: 60, h: 3600, days: 86_400 };
export type Scale = keyof typeof SCALES;

/** What a person types for a stored value. */
export function typed(unit: Unit, stored: number): { text: string; scale: Scale } {
  if (unit === "PERCENT") return { text: String(Number((stored * 100).toFixed(4))), scale: "s" };
  if (unit !== "DURATION") return { text: String(stored), scale: "s" };
  const scale: Scale = stored >= 172_800 ? "days" : stored >= 7200 ? "h" : stored >= 60 ? "min" : "s";
  return { text: String(Number((stored / SCALES[scale]).toFixed(4))), scale };
}

/** The value to store, or nothing when the text is no number, or is below zero where that means nothing. */
export function stored(unit: Unit, text: string, scale: Scale): number | undefined {
  const amount = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(amount)) return undefined;
  if (amount < 0 && (unit === "PERCENT" || unit === "DURATION")) return undefined;
  if (unit === "PERCENT") return amount / 100;
  return unit === "DURATION" ? amount * SCALES[scale] : amount;
}
