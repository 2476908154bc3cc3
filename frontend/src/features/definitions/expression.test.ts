import { describe, expect, it } from "vitest";
import { blank } from "@/components/conditions/draft";
import { type Draft, draftOf, EMPTY, expressionOf, keyFrom } from "./expression";

const REFUNDS: Draft = {
  ...EMPTY,
  unit: "PERCENT",
  better: "HIGHER",
  reads: "SHARE",
  name: " Refunds solved within a day ",
  asks: "How many refund tickets are done within a day?",
  population: [{ ...blank("topic"), values: ["refund"] }, blank("channel")],
  condition: [{ ...blank("resolution_seconds", "atMost"), amount: "24", scale: "h" }],
  balancedBy: ["reopen_rate"],
};

describe("an expression", () => {
  it("has seconds for durations, a key from the name, and no line that is not complete", () => {
    expect(expressionOf(REFUNDS)).toEqual({
      key: "refunds_solved_within_a_day",
      name: "Refunds solved within a day",
      asks: "How many refund tickets are done within a day?",
      unit: "PERCENT",
      better: "HIGHER",
      facts: "tickets",
      reads: "SHARE",
      population: [{ field: "topic", is: ["refund"] }],
      condition: [{ field: "resolution_seconds", atMost: 86_400 }],
      balancedBy: ["reopen_rate"],
    });
  });

  it("has only the parts that its measure has", () => {
    const ratio = expressionOf({ ...REFUNDS, reads: "RATIO", unit: "MONEY", value: "amount", facts: "costs" });
    expect(ratio.condition).toBeUndefined();
    expect(ratio.value).toBe("amount");
    expect(ratio.denominator).toEqual({ facts: "tickets", reads: "COUNT", population: [] });
    expect(expressionOf({ ...REFUNDS, reads: "PERCENTILE", value: "resolution_seconds" }).percentile).toBe(90);
    expect(expressionOf({ ...REFUNDS, reads: "COUNT" }).value).toBeUndefined();
  });

  it("survives the way into the form and back", () => {
    const expression = expressionOf({ ...REFUNDS, windowDays: "7" });
    const none = { is: null, isNot: null, atLeast: null, atMost: null, known: null };
    const stored = {
      ...REFUNDS,
      ...expression,
      asks: REFUNDS.asks,
      percentile: null,
      value: null,
      denominator: null,
      windowDays: 7,
      population: [{ ...none, field: "topic", is: ["refund"] }],
      condition: [{ ...none, field: "resolution_seconds", atMost: 86_400 }],
      balancedBy: ["reopen_rate"],
    };
    expect(expressionOf(draftOf(stored, []))).toEqual(expression);
  });

  it("asks for the known and the unknown", () => {
    const lines = [blank("csat", "known"), blank("agent", "unknown")];
    expect(expressionOf({ ...EMPTY, population: lines }).population).toEqual([
      { field: "csat", known: true },
      { field: "agent", known: false },
    ]);
  });
});

it.each([
  ["Refunds within a day!", "refunds_within_a_day"],
  ["  Café & Wert ", "cafe_wert"],
  ["VIP", "vip_kpi"],
  ["24 h replies", "kpi_24_h_replies"],
  ["—", ""],
])("the name %j becomes the key %j", (name, key) => {
  expect(keyFrom(name)).toBe(key);
});
