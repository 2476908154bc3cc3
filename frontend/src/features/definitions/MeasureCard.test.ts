import { expect, it } from "vitest";
import { blank } from "@/components/conditions/draft";
import type { Field } from "@/components/conditions/fields";
import { EMPTY } from "./expression";
import { unitsFor, withFacts, withReads } from "./MeasureCard";

function field(facts: string, name: string, kind: Field["kind"]): Field {
  return { facts, name, kind, label: name, choices: [] };
}

const FIELDS = [
  field("tickets", "channel", "CHOICE"),
  field("tickets", "resolution_seconds", "DURATION"),
  field("tickets", "reply_count", "NUMBER"),
  field("costs", "amount", "NUMBER"),
  field("answers", "net", "NUMBER"),
];

it("a median takes the first value there is, and the unit that suits it", () => {
  const median = withReads(EMPTY, FIELDS, "MEDIAN");
  expect([median.value, median.unit]).toEqual(["resolution_seconds", "DURATION"]);
  expect(unitsFor({ ...median, value: "reply_count" }, FIELDS)).toEqual(["SCORE", "MONEY", "COUNT"]);
});

it("a share is wanted high unless somebody said otherwise", () => {
  const share = withReads(EMPTY, FIELDS, "SHARE");
  expect([EMPTY.better, share.better, share.unit]).toEqual(["LOWER", "HIGHER", "PERCENT"]);
  expect(withReads({ ...EMPTY, better: "BAND" }, FIELDS, "SHARE").better).toBe("BAND");
});

it("other facts begin with filters of their own", () => {
  const drafted = { ...withReads(EMPTY, FIELDS, "SUM"), population: [blank("channel")] };
  const costs = withFacts(drafted, FIELDS, "costs");
  expect([costs.facts, costs.value, costs.population]).toEqual(["costs", "amount", []]);
});

it("a count has no value, and a net score only that of minus one, nought and one", () => {
  expect(withReads(withReads(EMPTY, FIELDS, "MEAN"), FIELDS, "COUNT").value).toBe("");
  expect(withReads(EMPTY, FIELDS, "NET").value).toBe("");
  expect(withReads({ ...EMPTY, facts: "answers" }, FIELDS, "NET").value).toBe("net");
});
