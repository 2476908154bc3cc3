import { describe, expect, it } from "vitest";
import { gathered, stages, stretch } from "./stages";

const effect = (key: string, amount: number) => ({ key, label: key, amount });

describe("the stages of a waterfall", () => {
  it("begin where the one before ends", () => {
    const found = stages(0.7, [effect("chat", 0.05), effect("email", -0.02), effect("mix", -0.01)]);
    expect(found.map(({ from }) => Number(from.toFixed(9)))).toEqual([0.7, 0.75, 0.73]);
    expect(found.at(-1)?.to).toBeCloseTo(0.72, 12);
  });
});

describe("the stretch of its axis", () => {
  it("holds every value with room on both sides", () => {
    const { low, high, ticks } = stretch("PERCENT", [0.7, 0.75, 0.72]);
    expect(low).toBeLessThan(0.7);
    expect(high).toBeGreaterThan(0.75);
    expect(ticks.every((tick) => tick >= low && tick <= high)).toBe(true);
    expect(ticks).toContain(0.72);
  });

  it("of a change of nothing is not a point", () => {
    const { low, high } = stretch("DURATION", [600, 600]);
    expect(high).toBeGreaterThan(low);
  });
});

describe("small effects", () => {
  it("are gathered into one that keeps the sum", () => {
    const all = ["a", "b", "c", "d", "e"].map((key, at) => effect(key, (at - 2) * 0.01));
    const found = gathered(all, 2, "smaller ones");
    expect(found.map(({ label }) => label)).toEqual(["a", "e", "3 smaller ones"]);
    const sum = (list: { amount: number }[]) => list.reduce((total, { amount }) => total + amount, 0);
    expect(sum(found)).toBeCloseTo(sum(all), 12);
  });

  it("stay themselves when only one would be gathered", () => {
    expect(gathered([effect("a", 1), effect("b", 2), effect("c", 3)], 2, "smaller ones")).toHaveLength(3);
  });
});
