/** A filter as a form holds it, line by line, as the API takes it, and where its problems are told. */
import type { ConditionInput } from "@/graphql/graphql";

/** A condition as the API gives it. */
export type Stored = {
  field: string;
  is: string[] | null;
  isNot: string[] | null;
  atLeast: number | null;
  atMost: number | null;
  known: boolean | null;
};

export const OPERATORS = ["is", "isNot", "atLeast", "atMost", "known", "unknown"] as const;
export type Operator = (typeof OPERATORS)[number];

export const OPERATOR_NAMES: Record<Operator, string> = {
  is: "is",
  isNot: "is not",
  atLeast: "at least",
  atMost: "at most",
  known: "is known",
  unknown: "is not known",
};

export const SCALES = { s: 1, min: 60, h: 3600, days: 86_400 };
export type Scale = keyof typeof SCALES;

/** One line of a filter; `amount` is as typed, in `scale` where the field is a duration. */
export type ConditionDraft = {
  id: number;
  field: string;
  operator: Operator;
  values: string[];
  amount: string;
  scale: Scale;
};

let last = 0;

/** A new line of a filter. */
export function blank(field = "", operator: Operator = "is"): ConditionDraft {
  last += 1;
  return { id: last, field, operator, values: [], amount: "", scale: "s" };
}

/** A number as typed, with point or comma; not a number when it is none. */
export function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
}

function conditionOf({ field, operator, values, amount, scale }: ConditionDraft): ConditionInput {
  if (operator === "known" || operator === "unknown") return { field, known: operator === "known" };
  if (operator === "atLeast" || operator === "atMost") return { field, [operator]: numberOf(amount) * SCALES[scale] };
  return { field, [operator]: values };
}

/** Whether a line says something yet; lines still being typed are left out of the preview. */
export function isComplete({ field, operator, values, amount }: ConditionDraft): boolean {
  if (field === "") return false;
  if (operator === "atLeast" || operator === "atMost") return !Number.isNaN(numberOf(amount));
  return operator === "known" || operator === "unknown" || values.length > 0;
}

/** What the API takes: the complete lines. */
export function conditionsOf(lines: ConditionDraft[]): ConditionInput[] {
  return lines.filter(isComplete).map(conditionOf);
}

/** 86400 → 1 day, 5400 → 90 min: the largest unit that keeps it whole. */
function scaled(seconds: number): Pick<ConditionDraft, "amount" | "scale"> {
  const fits = (["days", "h", "min"] as const).find((scale) => seconds !== 0 && seconds % SCALES[scale] === 0);
  const scale = fits ?? "s";
  return { amount: String(seconds / SCALES[scale]), scale };
}

/** The line that says what is stored; `durations` names the fields whose numbers are seconds. */
export function lineOf(condition: Stored, durations: ReadonlySet<string>): ConditionDraft {
  const { field, is, isNot, atLeast, atMost, known } = condition;
  if (typeof known === "boolean") return blank(field, known ? "known" : "unknown");
  if (is) return { ...blank(field, "is"), values: is };
  if (isNot) return { ...blank(field, "isNot"), values: isNot };
  const isLeast = typeof atLeast === "number";
  const line = blank(field, isLeast ? "atLeast" : "atMost");
  const number = (isLeast ? atLeast : atMost) ?? 0;
  return { ...line, ...(durations.has(field) ? scaled(number) : { amount: String(number) }) };
}

export type Problem = { part: string; message: string };

/** "expression.population[1].is_not" → "population.1.isNot" */
function path(part: string): string {
  const plain = part.replace(/^expression\./, "").replace(/\[(\d+)\]/g, ".$1");
  return plain.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The messages for one place of the form: those that name it or a part of it. */
export function problemsAt(problems: readonly Problem[], place: string): string | undefined {
  const own = problems.filter(({ part }) => path(part) === place || path(part).startsWith(`${place}.`));
  return own.map(({ message }) => message).join(" ") || undefined;
}

/** The messages that name this place itself, not a part of it. */
export function exactly(problems: readonly Problem[], place: string): string | undefined {
  const own = problems.filter(({ part }) => path(part) === place);
  return own.map(({ message }) => message).join(" ") || undefined;
}

/** The messages that none of the form's places shows. */
export function problemsElsewhere(problems: readonly Problem[], places: readonly string[]): Problem[] {
  return problems.filter(
    ({ part }) => !places.some((place) => path(part) === place || path(part).startsWith(`${place}.`)),
  );
}
