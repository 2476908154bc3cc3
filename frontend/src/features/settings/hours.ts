/** Business hours as people type them: "09:00-12:00, 13:00-18:00". */
export type Range = { from: string; to: string };

export const DAYS = [
  { key: "mon", name: "Monday" },
  { key: "tue", name: "Tuesday" },
  { key: "wed", name: "Wednesday" },
  { key: "thu", name: "Thursday" },
  { key: "fri", name: "Friday" },
  { key: "sat", name: "Saturday" },
  { key: "sun", name: "Sunday" },
] as const;

const RANGE = /^(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?$/;

export function rangesText(ranges: readonly Range[]): string {
  return ranges.map(({ from, to }) => `${from}-${to}`).join(", ");
}

function clock(hour: string | undefined, minute = "00"): string | undefined {
  const [h, m] = [Number(hour), Number(minute)];
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return undefined;
  return `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
}

/** The ranges in a text, none for an empty one; undefined when it cannot be read or a range ends before it begins. */
export function parseRanges(text: string): Range[] | undefined {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const ranges = parts.map((part) => {
    const found = RANGE.exec(part);
    const from = found && clock(found[1], found[2]);
    const to = found && clock(found[3], found[4]);
    return from && to && from < to ? { from, to } : undefined;
  });
  return ranges.includes(undefined) ? undefined : (ranges as Range[]);
}
