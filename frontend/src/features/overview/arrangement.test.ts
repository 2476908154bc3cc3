import { expect, it } from "vitest";
import { moved, refusal } from "./arrangement";

it("a KPI moves one place, and stays at the ends", () => {
  expect(moved(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
});

it("beyond the cap another one is refused, with the reason", () => {
  expect(refusal(["a"], 2)).toBeUndefined();
  expect(refusal(["a", "b"], 2)).toBe(
    "The scorecard holds 2. Take one off first, or let it hold more. The rest stay in the catalogue, as diagnostics.",
  );
  expect(refusal(["a", "b", "c", "d", "e", "f", "g", "h"], 8)).not.toContain("hold more");
});
