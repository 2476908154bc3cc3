/** The arithmetic of a week of staffing. Hours run from 0, Monday midnight, to 167. */

type Row = { hour: number; label: string; volume: number; agents: number; onDuty?: number | null };

export function rowOf<R extends { hour: number }>(rows: readonly R[], day: number, hour: number): R | undefined {
  return rows.find((row) => row.hour === day * 24 + hour);
}

/** Seven rows of twenty-four amounts; an hour that is missing is zero. */
export function gridOf(rows: readonly Row[], of: "volume" | "agents"): number[][] {
  const grid = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const row of rows) {
    const day = grid[Math.floor(row.hour / 24)];
    if (day) day[row.hour % 24] = row[of];
  }
  return grid;
}

/** How many people the busiest hour needs, and which one that is. */
export function busiestHour(rows: readonly Row[]): { most: number; at: string } {
  const busiest = rows.toSorted((a, b) => b.agents - a.agents || b.volume - a.volume)[0];
  return { most: busiest?.agents ?? 0, at: busiest?.label ?? "" };
}

/** In how many hours fewer are on shift than are needed; null where shifts are not known. */
export function shortfall(rows: readonly Row[]): number | null {
  const known = rows.filter(({ onDuty }) => typeof onDuty === "number");
  return known.length === 0 ? null : known.filter(({ agents, onDuty }) => agents > Math.round(onDuty ?? 0)).length;
}
