/** Editing a mapping: what each column means, read and changed column by column. */
import type { Column, Mapping, Shape } from "./imports";

export const SHAPES: { value: Shape; label: string; text: string }[] = [
  { value: "tickets", label: "One row per ticket", text: "Times stand in columns: created, first reply, resolved." },
  { value: "events", label: "One row per event", text: "A column says what happened: an event log." },
  { value: "snapshots", label: "One row per version", text: "Each change of a ticket is a row; the last one stands." },
];

const LABELS = ["channel", "priority", "topic", "team", "agent", "customer", "subject", "tags", "outbound"];
const TIMES = [
  "created_at",
  "first_response_at",
  "first_resolved_at",
  "resolved_at",
  "closed_at",
  "reopened_at",
  "escalated_at",
  "rated_at",
];
const UNITS = ["seconds", "minutes", "hours", "days"];
const DURATIONS = ["first_response", "resolution", "close"].flatMap((stem) => UNITS.map((unit) => `${stem}_${unit}`));
const STATE = [
  ...TIMES,
  ...LABELS,
  "status",
  "resolver",
  "first_response_by",
  "reopened",
  "escalated",
  "escalation_reason",
  "transfers",
  "csat",
  "spam",
  "merged",
  ...DURATIONS,
];

/** What a column of each shape can mean; the first ones are required. */
export const MEANINGS: Record<Shape, string[]> = {
  tickets: ["id", ...STATE, "updated_at"],
  events: ["id", "at", "activity", "author", "event_id", "public", "to_status", "detail", "csat", ...LABELS],
  snapshots: ["id", "updated_at", "position", "author", ...STATE],
};
export const REQUIRED: Record<Shape, string[]> = {
  tickets: ["id", "created_at"],
  events: ["id", "at", "activity"],
  snapshots: ["id", "updated_at"],
};

const WORDS: Record<string, string> = {
  id: "Ticket number",
  at: "Time of the event",
  activity: "What happened",
  author: "Who did it (human, AI, customer …)",
  event_id: "Event number",
  public: "Public or internal",
  to_status: "New status",
  csat: "Satisfaction score",
  created_at: "Created at",
  first_response_by: "First reply by (human or AI)",
  resolver: "Resolved by (human or AI)",
  outbound: "Outbound (started by us)",
  transfers: "Number of transfers",
  position: "Order of the versions",
};

/** "first_response_hours" → "First response, hours" */
export function meaningText(meaning: string): string {
  const known = WORDS[meaning];
  if (known) return known;
  const duration = DURATIONS.includes(meaning) ? meaning.replace(/_(\w+)$/, ", $1") : meaning;
  const words = duration.replaceAll("_", " ").replace("first response at", "first reply at");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const LEFT_OUT = "";
export const CUSTOM = "custom";

function isOf(column: Column, given: string | number): boolean {
  return given === column.name || given === column.index;
}

/** What a column means in a mapping: a meaning, CUSTOM, or LEFT_OUT. */
export function meaningOf(mapping: Mapping, column: Column): string {
  const found = Object.entries(mapping.columns).find(([, given]) =>
    (Array.isArray(given) ? given : [given]).some((one) => isOf(column, one)),
  );
  if (found) return found[0];
  return Object.values(mapping.custom ?? {}).some((given) => isOf(column, given)) ? CUSTOM : LEFT_OUT;
}

/** The mapping in which a column means something else; a meaning belongs to one column, so the column that had it loses it. */
export function withMeaning(mapping: Mapping, column: Column, meaning: string): Mapping {
  const without = (given: Record<string, string | number | (string | number)[]>) =>
    Object.entries(given).flatMap(([name, one]) => {
      const left = (Array.isArray(one) ? one : [one]).filter((each) => !isOf(column, each));
      return left.length === 0
        ? []
        : [[name, Array.isArray(one) && left.length > 1 ? left : (left[0] as string | number)] as const];
    });
  const columns: Mapping["columns"] = Object.fromEntries(without(mapping.columns));
  const custom = Object.fromEntries(without(mapping.custom ?? {})) as Record<string, string | number>;
  if (meaning === CUSTOM) custom[column.name || `column_${column.index}`] = column.name || column.index;
  else if (meaning !== LEFT_OUT) columns[meaning] = column.name || column.index;
  return { ...mapping, columns, custom };
}

/** The mapping for another shape: meanings that the shape does not know are dropped. */
export function withShape(mapping: Mapping, shape: Shape): Mapping {
  const kept = Object.entries(mapping.columns).filter(([meaning]) => MEANINGS[shape].includes(meaning));
  return { ...mapping, shape, columns: Object.fromEntries(kept) };
}

/** Required meanings that no column has yet. */
export function missing(mapping: Mapping): string[] {
  return REQUIRED[mapping.shape].filter((meaning) => mapping.columns[meaning] === undefined);
}

export const KINDS = [
  "created",
  "reply",
  "note",
  "message",
  "customer_message",
  "ai_message",
  "automatic_message",
  "assigned",
  "transferred",
  "escalated",
  "status_changed",
  "solved",
  "reopened",
  "closed",
  "merged",
  "spam",
  "rated",
  "ignore",
];

/** The kind an activity is mapped to; richer entries (several kinds, an author) read as their first kind. */
export function kindOf(mapping: Mapping, activity: string): string {
  const given = mapping.activities?.[activity];
  const first = Array.isArray(given) ? given[0] : given;
  return (typeof first === "object" ? first?.kind : first) ?? "";
}

export function withKind(mapping: Mapping, activity: string, kind: string): Mapping {
  const { [activity]: before, ...others } = mapping.activities ?? {};
  if (!kind) return { ...mapping, activities: others };
  const isRich = typeof before === "object" && !Array.isArray(before);
  return {
    ...mapping,
    activities: { ...others, [activity]: isRich && kind !== "ignore" ? { ...before, kind } : kind },
  };
}

/** How the file writes its days, as a choice: found out, day first, month first, or a pattern. */
export type Order = "auto" | "day" | "month" | "pattern";

export function orderOf({ time }: Mapping): Order {
  const format = Array.isArray(time?.format) ? time.format[0] : time?.format;
  if (format && format !== "auto") return "pattern";
  if (time?.day_first === undefined || time.day_first === null) return "auto";
  return time.day_first ? "day" : "month";
}

export function withOrder(mapping: Mapping, order: Order): Mapping {
  const { day_first: _first, format: _format, ...rest } = mapping.time ?? {};
  if (order === "auto") return { ...mapping, time: rest };
  if (order === "pattern") return { ...mapping, time: { ...rest, format: "%Y-%m-%d %H:%M:%S" } };
  return { ...mapping, time: { ...rest, day_first: order === "day" } };
}
