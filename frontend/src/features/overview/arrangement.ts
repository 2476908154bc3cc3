/** What is on the scorecard while it is being arranged. */

export const MOST = 8;

/** One place up (-1) or down (+1); at an end it stays. */
export function moved(keys: readonly string[], key: string, by: 1 | -1): string[] {
  const from = keys.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= keys.length) return [...keys];
  return keys.with(from, keys[to] ?? key).with(to, key);
}

/** Why no further KPI may be added; nothing while there is room. */
export function refusal(keys: readonly string[], cap: number): string | undefined {
  if (keys.length < cap) return undefined;
  const way = cap < MOST ? "Take one off first, or let it hold more." : "Take one off first.";
  return `The scorecard holds ${cap}. ${way} The rest stay in the catalogue, as diagnostics.`;
}
