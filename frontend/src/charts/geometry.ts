/** The arithmetic of the charts: domains, ticks, runs of known values, levels of a heat map. No drawing here. */
import type { Unit } from "@/graphql/graphql";

type Maybe = number | null | undefined;

export type Marked = { index: number; value: number };

/** Stretches of neighbouring known values: a gap in the data is a gap in the line, never a bridge over it. */
export function runs(values: Maybe[]): Marked[][] {
  const found: Marked[][] = [];
  let open: Marked[] | undefined;
  values.forEach((value, index) => {
    if (value === null || value === undefined) {
      open = undefined;
      return;
    }
    if (!open) {
      open = [];
      found.push(open);
    }
    open.push({ index, value });
  });
  return found;
}

/** The strokes to and from points that are not over yet, as pairs of neighbours; the line proper leaves them out. */
export function unfinished(values: Maybe[], isPartial: readonly boolean[]): Marked[][] {
  const pairs = runs(values).flatMap((stretch) => stretch.slice(1).map((to, at) => [stretch[at], to] as Marked[]));
  return pairs.filter((pair) => pair.some(({ index }) => isPartial[index]));
}

const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
const DAY = 86_400;

/** The next rounder step above `raw`: 1, 2 or 5 times a power of ten, or what a clock calls round. */
export function roundStep(unit: Unit, raw: number): number {
  if (raw <= 0) return 1;
  if (unit === "DURATION" && raw > 1) {
    const clock = SECONDS.find((step) => step >= raw);
    return clock ?? DAY * decimalStep(raw / DAY);
  }
  return unit === "COUNT" ? Math.max(1, decimalStep(raw)) : decimalStep(raw);
}

function decimalStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((one) => one * power >= raw * 0.999_999) ?? 10;
  return step * power;
}

export type Axis = { low: number; high: number; ticks: number[] };

/**
 * An axis that holds every value and zero. Rates leave zero out when they keep to a narrow stretch far above it;
 * no rate's axis passes 100 %.
 */
export function axis(unit: Unit, values: Maybe[], wanted = 4): Axis {
  const known = values.filter((value): value is number => value !== null && value !== undefined);
  const top = known.length > 0 ? Math.max(...known) : 1;
  const bottom = known.length > 0 ? Math.min(...known) : 0;
  const isNarrow = unit === "PERCENT" && bottom > 0.3 && top - bottom < bottom / 2;
  const floor = isNarrow ? bottom : Math.min(0, bottom);
  const step = roundStep(unit, (Math.max(top, 0) - floor || 1) / wanted);
  const low = Math.floor(floor / step) * step;
  const reached = Math.ceil((Math.max(top, 0) - low) / step - 1e-9);
  const steps = Math.max(1, unit === "PERCENT" ? Math.min(reached, Math.ceil((1 - low) / step - 1e-9)) : reached);
  const ticks = Array.from({ length: steps + 1 }, (_, at) => Number((low + at * step).toPrecision(12)));
  const last = ticks.at(-1) ?? 1;
  return {
    low,
    high: unit === "PERCENT" ? Math.max(Math.min(last, 1), top) : last,
    ticks: ticks.filter((at) => unit !== "PERCENT" || at <= 1),
  };
}

/** A logarithmic axis over whole powers of ten that holds every value above zero. */
export function decades(values: Maybe[]): Axis {
  const known = values.filter((value): value is number => typeof value === "number" && value > 0);
  const [least, most] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [1, 10];
  const from = Math.floor(Math.log10(least) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(most) - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));
  return { low: ticks[0] ?? 1, high: ticks.at(-1) ?? 10, ticks };
}

/** Which of `count` points get a label, the last one always, so that neighbours stay `room` pixels apart. */
export function labelled(count: number, width: number, room: number): number[] {
  if (count === 0) return [];
  const fitting = Math.max(1, Math.floor(width / room));
  const stride = Math.max(1, Math.ceil(count / fitting));
  const found: number[] = [];
  for (let index = count - 1; index >= 0; index -= stride) found.unshift(index);
  return found;
}

/** The point nearest to a horizontal position, for `count` points spread evenly over `width`. */
export function nearest(position: number, count: number, width: number): number {
  if (count < 2 || width <= 0) return 0;
  return Math.min(count - 1, Math.max(0, Math.round((position / width) * (count - 1))));
}

type Band = { low: number; high: number };

/**
 * A band of what is usual, kept to what can be: no rate is below 0 or above 100 %, and where no value is below zero
 * the band is not either.
 */
export function possible<B extends Band>(unit: Unit, band: B, values: Maybe[]): B {
  const hasNegative = values.some((value) => typeof value === "number" && value < 0);
  const floor = unit === "PERCENT" || !hasNegative ? 0 : Number.NEGATIVE_INFINITY;
  const ceiling = unit === "PERCENT" ? 1 : Number.POSITIVE_INFINITY;
  return { ...band, low: Math.max(floor, band.low), high: Math.min(ceiling, band.high) };
}

export type Bullet = { low: number; high: number; at: (value: number) => number };

/**
 * A bullet bar from zero, or a little below its smallest negative mark, to a little beyond its largest, at most 100 %
 * for rates; positions are percentages.
 */
export function bullet(unit: Unit, marks: Maybe[]): Bullet {
  const known = marks.filter((mark): mark is number => mark !== null && mark !== undefined);
  const largest = Math.max(...known, 0);
  const low = Math.min(...known, 0) * 1.15;
  const roomy = largest * 1.15 || (low < 0 ? 0 : 1.15);
  const high = unit === "PERCENT" ? Math.max(Math.min(roomy, 1), largest) : roomy;
  return { low, high, at: (value) => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100)) };
}

export const HEAT_LEVELS = 5;

/** 0 for none, else 1 to 5 in equal steps up to the busiest cell. */
export function heatLevel(value: number, busiest: number): number {
  if (value <= 0 || busiest <= 0) return 0;
  return Math.min(HEAT_LEVELS, Math.max(1, Math.ceil((value / busiest) * HEAT_LEVELS)));
}

/** Hours 0 to 167 of a week ("0" is Monday midnight) as seven rows of means per week; missing hours are zero. */
export function weekGrid(cells: { key: string; value?: number | null }[], weeks: number): number[][] {
  const grid = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const { key, value } of cells) {
    const hour = Number(key);
    const row = grid[Math.floor(hour / 24)];
    if (row && value) row[hour % 24] = value / Math.max(weeks, 1 / 7);
  }
  return grid;
}
