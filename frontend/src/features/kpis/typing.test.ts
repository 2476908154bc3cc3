import { expect, it } from "vitest";
import { stored, typed } from "./typing";

it.each([
  ["PERCENT", 0.75, "75"],
  ["PERCENT", 0.055, "5.5"],
  ["DURATION", 45, "45"],
  ["DURATION", 3600, "60"],
  ["DURATION", 86_400, "24"],
  ["DURATION", 259_200, "3"],
  ["COUNT", 250, "250"],
] as const)("a target of a %s is typed and stored without loss (%d)", (unit, value, text) => {
  const shown = typed(unit, value);
  expect(shown.text).toBe(text);
  expect(stored(unit, shown.text, shown.scale)).toBeCloseTo(value, 9);
});

it.each(["", "soon", "-3"])("%j is no target", (text) => {
  expect(stored("PERCENT", text, "s")).toBeUndefined();
});

it("a comma is a decimal point too", () => {
  expect(stored("DURATION", "1,5", "h")).toBe(5400);
});
