import { describe, expect, it } from "vitest";
import * as words from "./words";

describe("a target", () => {
  it("says on which side of it good is", () => {
    expect(words.targetText("PERCENT", "HIGHER", { value: 0.75 })).toBe("≥ 75.0%");
    expect(words.targetText("DURATION", "LOWER", { value: 3600 })).toBe("≤ 1 h");
    expect(words.targetText("PERCENT", "BAND", { value: 0.1, upper: 0.2 })).toBe("10.0% to 20.0%");
  });
});

describe("a published benchmark", () => {
  it("may be open at one end", () => {
    expect(words.benchmarkText("PERCENT", { low: 0.7, high: null })).toBe("≥ 70.0%");
    expect(words.benchmarkText("DURATION", { low: null, high: 120 })).toBe("≤ 2 min");
    expect(words.benchmarkText("PERCENT", { low: 0.88, high: 0.92 })).toBe("88.0% to 92.0%");
  });
});

it("a published amount of money is in somebody else's currency", () => {
  expect(words.comparable("MONEY", { low: 3 })).toBeNull();
  expect(words.comparable("PERCENT", { low: 0.7 })).toEqual({ low: 0.7 });
});

describe("few cases", () => {
  it("are fewer than thirty", () => {
    expect(words.isFew("PERCENT", 29)).toBe(true);
    expect(words.isFew("DURATION", 30)).toBe(false);
  });

  it("do not make a count uncertain", () => {
    expect(words.isFew("COUNT", 3)).toBe(false);
  });
});

describe("AI and people", () => {
  it("have lines of their own only where both have values", () => {
    expect(
      words.isSplitShown("ALWAYS", [
        { ai: 1, human: null },
        { ai: null, human: 2 },
      ]),
    ).toBe(true);
    expect(words.isSplitShown("ALWAYS", [{ ai: null, human: 2 }])).toBe(false);
    expect(words.isSplitShown("APART", [{ ai: null, human: 2 }])).toBe(true);
    expect(words.isSplitShown("NEVER", [{ ai: 1, human: 2 }])).toBe(false);
  });
});
