/** A KPI of one's own as the form holds it (a draft), and as the API takes it (an expression). */
import type {
  Better,
  ConditionInput,
  ExpressionInput,
  ExpressionReads,
  KpiExpressionQuery,
  Unit,
} from "@/graphql/graphql";

export const READS_NAMES: Record<ExpressionReads, string> = {
  SHARE: "Share: those that meet a condition, of all",
  MEDIAN: "Median of a value",
  PERCENTILE: "Percentile of a value",
  MEAN: "Mean of a value",
  COUNT: "Count",
  SUM: "Sum of a value",
  NET: "Net score: promoters less detractors",
  RATIO: "Ratio of two numbers",
  LEVEL: "Level: how many there are at the end of a day",
};

/** The measures that are taken of one of the facts' values. */
const OF_VALUE: readonly ExpressionReads[] = ["MEDIAN", "PERCENTILE", "MEAN", "SUM", "NET"];

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

export type Under = { facts: string; reads: "COUNT" | "SUM"; value: string; population: ConditionDraft[] };

export type Draft = {
  key: string;
  name: string;
  asks: string;
  unit: Unit;
  better: Better;
  facts: string;
  reads: ExpressionReads;
  percentile: string;
  value: string;
  population: ConditionDraft[];
  condition: ConditionDraft[];
  denominator: Under;
  windowDays: string;
  balancedBy: string[];
};

type Stored = NonNullable<NonNullable<KpiExpressionQuery["kpi"]>["expression"]>;
type StoredCondition = Stored["population"][number];

let last = 0;

/** A new line of a filter. */
export function blank(field = "", operator: Operator = "is"): ConditionDraft {
  last += 1;
  return { id: last, field, operator, values: [], amount: "", scale: "s" };
}

export const EMPTY: Draft = {
  key: "",
  name: "",
  asks: "",
  unit: "PERCENT",
  better: "HIGHER",
  facts: "tickets",
  reads: "SHARE",
  percentile: "90",
  value: "",
  population: [],
  condition: [],
  denominator: { facts: "tickets", reads: "COUNT", value: "", population: [] },
  windowDays: "",
  balancedBy: [],
};

/** "Refunds within a day!" → "refunds_within_a_day" */
export function keyFrom(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
}

export function takesValue(reads: ExpressionReads): boolean {
  return OF_VALUE.includes(reads);
}

/** Units that make sense for a measure; the first is taken when it is chosen. */
export function unitsOf(reads: ExpressionReads): Unit[] {
  if (reads === "SHARE") return ["PERCENT"];
  if (reads === "NET") return ["SCORE"];
  if (reads === "COUNT" || reads === "LEVEL") return ["COUNT"];
  if (reads === "RATIO") return ["PERCENT", "MONEY", "DURATION", "SCORE", "COUNT"];
  return ["DURATION", "SCORE", "MONEY", "COUNT"];
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

function conditionsOf(lines: ConditionDraft[]): ConditionInput[] {
  return lines.filter(isComplete).map(conditionOf);
}

/** What the API takes: only the parts that the chosen measure has. */
export function expressionOf(draft: Draft): ExpressionInput {
  const { reads, denominator: under } = draft;
  const window = numberOf(draft.windowDays);
  return {
    key: draft.key || keyFrom(draft.name),
    name: draft.name.trim(),
    asks: draft.asks.trim(),
    unit: draft.unit,
    better: draft.better,
    facts: draft.facts,
    reads,
    ...(reads === "PERCENTILE" ? { percentile: numberOf(draft.percentile) } : {}),
    ...(takesValue(reads) || (reads === "RATIO" && draft.value) ? { value: draft.value } : {}),
    population: conditionsOf(draft.population),
    ...(reads === "SHARE" ? { condition: conditionsOf(draft.condition) } : {}),
    ...(reads === "RATIO"
      ? {
          denominator: {
            facts: under.facts,
            reads: under.reads,
            ...(under.reads === "SUM" ? { value: under.value } : {}),
            population: conditionsOf(under.population),
          },
        }
      : {}),
    ...(Number.isNaN(window) ? {} : { windowDays: window }),
    balancedBy: draft.balancedBy,
  };
}

function lineOf(condition: StoredCondition): ConditionDraft {
  const { field, is, isNot, atLeast, atMost, known } = condition;
  if (typeof known === "boolean") return blank(field, known ? "known" : "unknown");
  if (is) return { ...blank(field, "is"), values: is };
  if (isNot) return { ...blank(field, "isNot"), values: isNot };
  const isLeast = typeof atLeast === "number";
  return { ...blank(field, isLeast ? "atLeast" : "atMost"), amount: String(isLeast ? atLeast : (atMost ?? "")) };
}

/** The draft to go on from when a KPI is changed. */
export function draftOf(expression: Stored): Draft {
  const { denominator: under } = expression;
  return {
    key: expression.key,
    name: expression.name,
    asks: expression.asks,
    unit: expression.unit,
    better: expression.better,
    facts: expression.facts,
    reads: expression.reads,
    percentile: String(expression.percentile ?? EMPTY.percentile),
    value: expression.value ?? "",
    population: expression.population.map(lineOf),
    condition: expression.condition.map(lineOf),
    denominator: under
      ? {
          facts: under.facts,
          reads: under.reads === "SUM" ? "SUM" : "COUNT",
          value: under.value ?? "",
          population: under.population.map(lineOf),
        }
      : EMPTY.denominator,
    windowDays: typeof expression.windowDays === "number" ? String(expression.windowDays) : "",
    balancedBy: expression.balancedBy,
  };
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
