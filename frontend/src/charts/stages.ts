/** The arithmetic of a waterfall: where each effect begins and ends, and a scale that holds them all. */
import type { Unit } from "@/graphql/graphql";
import { roundStep } from "./geometry";

export type Effect = { key: string; label: string; amount: number };
export type Stage = Effect & { from: number; to: number };

/** The effects one after the other, the first one beginning at the start value: the last one ends at the end value. */
export function stages(start: number, effects: readonly Effect[]): Stage[] {
  let reached = start;
  return effects.map((effect) => {
    const from = reached;
    reached += effect.amount;
    return { ...effect, from, to: reached };
  });
}

export type Stretch = { low: number; high: number; ticks: number[] };

const ROOM = 0.08;

/**
 * A stretch of the axis around everything that is passed on the way, with round ticks inside. It need not begin at
 * zero: the lengths of a waterfall's bars are differences, whatever the axis begins with.
 */
export function stretch(unit: Unit, values: readonly number[], wanted = 4): Stretch {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) * 0.1 || 1) * ROOM;
  const [from, to] = [low - room, high + room];
  const step = roundStep(unit, (to - from) / wanted);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
  return { low: from, high: to, ticks };
}

/** The `shown` largest effects in their order of size, and the rest as one, so that they still add up. */
export function gathered<E extends Effect>(effects: readonly E[], shown: number, rest: string): (E | Effect)[] {
  const sorted = effects.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  if (sorted.length <= shown + 1) return sorted;
  const small = sorted.slice(shown);
  const amount = small.reduce((sum, effect) => sum + effect.amount, 0);
  return [...sorted.slice(0, shown), { key: "\u0000rest", label: `${small.length} ${rest}`, amount }];
}
