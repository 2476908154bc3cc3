/** A KPI of one's own as the form holds it (a draft), and as the API takes it (an expression). */
import { type ConditionDraft, conditionsOf, lineOf, numberOf } from "@/components/conditions/draft";
import { durationsOf, type Field } from "@/components/conditions/fields";
import type { Better, ExpressionInput, ExpressionReads, KpiExpressionQuery, Unit } from "@/graphql/graphql";

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
export const EMPTY: Draft = {
  key: "",
  name: "",
  asks: "",
  unit: "COUNT",
  better: "LOWER",
  facts: "tickets",
  reads: "COUNT",
  percentile: "90",
  value: "",
  population: [],
  condition: [],
  denominator: { facts: "tickets", reads: "COUNT", value: "", population: [] },
  windowDays: "",
  balancedBy: ["csat"],
};

/** "Refunds within a day!" → "refunds_within_a_day"; always a letter first, and 4 to 60 characters. */
export function keyFrom(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  if (words === "") return "";
  const key = /^[a-z]/.test(words) ? words : `kpi_${words}`;
  return key.length < 4 ? `${key}_kpi` : key.slice(0, 60).replace(/_+$/, "");
}

export function takesValue(reads: ExpressionReads): boolean {
  return OF_VALUE.includes(reads);
}

/** Units that make sense for a measure, of a duration or another value; the first is taken when it is chosen. */
export function unitsOf(reads: ExpressionReads, isDuration: boolean): Unit[] {
  if (reads === "SHARE") return ["PERCENT"];
  if (reads === "NET") return ["SCORE"];
  if (reads === "COUNT" || reads === "LEVEL") return ["COUNT"];
  if (reads === "RATIO") return ["PERCENT", "MONEY", "DURATION", "SCORE", "COUNT"];
  return isDuration ? ["DURATION"] : ["SCORE", "MONEY", "COUNT"];
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

/** The draft to go on from when a KPI is changed. */
export function draftOf(expression: Stored, fields: readonly Field[]): Draft {
  const durations = durationsOf(fields);
  const lines = (stored: Parameters<typeof lineOf>[0][]) => stored.map((one) => lineOf(one, durations));
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
    population: lines(expression.population),
    condition: lines(expression.condition),
    denominator: under
      ? {
          facts: under.facts,
          reads: under.reads === "SUM" ? "SUM" : "COUNT",
          value: under.value ?? "",
          population: lines(under.population),
        }
      : EMPTY.denominator,
    windowDays: typeof expression.windowDays === "number" ? String(expression.windowDays) : "",
    balancedBy: expression.balancedBy,
  };
}
