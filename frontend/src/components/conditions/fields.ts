/** What an expression may be made from: kinds of facts, their fields, and the tests a field can stand. */
import type { ExpressionFieldsQuery, FieldKind } from "@/graphql/graphql";
import { sentence } from "@/lib/format";
import type { Operator } from "./draft";

export type Field = ExpressionFieldsQuery["expressionFields"][number];

const FACTS: Record<string, string> = {
  tickets: "Tickets",
  replies: "Replies to customers",
  lives: "Lives of tickets, from opening to resolution",
  waits: "Waits of customers for an answer",
  responses: "Ratings of tickets",
  answers: "Survey answers",
  invitations: "Survey invitations",
  ai_sessions: "AI sessions",
  self_service: "Self-service sessions",
  searches: "Knowledge-base searches",
  work: "Work time on tickets",
  reviews: "Quality reviews",
  costs: "Costs",
  shifts: "Shifts",
  employments: "Employments of agents",
  subscriptions: "Customers' subscriptions",
  sentiments: "Sentiments of messages",
};

/** "ai_sessions" → "AI sessions"; a kind nobody named here gets its own name as a sentence. */
export function factsName(facts: string): string {
  return FACTS[facts] ?? sentence(facts);
}

/** The kinds of facts that have fields, tickets first, in the order of the list above. */
export function kindsOf(fields: readonly Field[]): string[] {
  const order = Object.keys(FACTS);
  const rank = (facts: string) => (order.includes(facts) ? order.indexOf(facts) : order.length);
  return [...new Set(fields.map(({ facts }) => facts))].sort((a, b) => rank(a) - rank(b));
}

export function fieldsOf(fields: readonly Field[], facts: string): Field[] {
  return fields.filter((field) => field.facts === facts);
}

/** The names of the fields whose numbers are seconds. */
export function durationsOf(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(fields.filter(({ kind }) => kind === "DURATION").map(({ name }) => name));
}

const NUMBERS: readonly FieldKind[] = ["NUMBER", "DURATION"];

/** The fields whose value a measure can be taken of; a net score is taken of −1, 0 and 1, which few facts have. */
export function valuesOf(fields: readonly Field[], facts: string, isNet = false): Field[] {
  const own = fieldsOf(fields, facts);
  return own.filter(({ kind, name }) => (isNet ? name === "net" : NUMBERS.includes(kind)));
}

const OPERATORS: Record<FieldKind, readonly Operator[]> = {
  NUMBER: ["atLeast", "atMost", "known", "unknown"],
  DURATION: ["atMost", "atLeast", "known", "unknown"],
  FLAG: ["is", "known", "unknown"],
  CHOICE: ["is", "isNot", "known", "unknown"],
  DAY: ["known", "unknown"],
  TAG: ["is", "isNot"],
  CUSTOM: ["is", "isNot", "atLeast", "atMost"],
};

/** The tests that a field of this kind can stand, the most usual first. */
export function operatorsOf(kind: FieldKind | undefined): readonly Operator[] {
  return OPERATORS[kind ?? "CUSTOM"];
}
