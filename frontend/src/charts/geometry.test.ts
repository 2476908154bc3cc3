import { describe, expect, it } from "vitest";
import * as geometry from "./geometry";

describe("a line", () => {
  it("breaks where a value is missing", () => {
    expect(geometry.runs([1, null, 2, 3, undefined])).toEqual([
      [{ index: 0, value: 1 }],
      [
        { index: 2, value: 2 },
        { index: 3, value: 3 },
      ],
    ]);
  });

  it("keeps zero: it is a value", () => {
    expect(geometry.runs([0])).toEqual([[{ index: 0, value: 0 }]]);
  });
});

describe("a step that is not over yet", () => {
  it("is joined by strokes of its own", () => {
    const strokes = geometry.unfinished([4, 5, 6, null, 2], [false, false, true, true, true]);
    expect(strokes.map((pair) => pair.map(({ index }) => index))).toEqual([[1, 2]]);
  });

  it("of which there is none leaves the line alone", () => {
    expect(geometry.unfinished([1, 2], [false, false])).toEqual([]);
  });
});

describe("an axis", () => {
  it("of durations starts at zero and steps as a clock does", () => {
    expect(geometry.axis("DURATION", [1000, 6500])).toEqual({ low: 0, high: 7200, ticks: [0, 1800, 3600, 5400, 7200] });
  });

  it("of counts starts at zero and steps by whole numbers", () => {
    expect(geometry.axis("COUNT", [2, 3]).ticks).toEqual([0, 1, 2, 3]);
    expect(geometry.axis("COUNT", [180, 430]).ticks).toEqual([0, 200, 400, 600]);
  });

  it("of rates never passes 100 %", () => {
    const { high, ticks } = geometry.axis("PERCENT", [0.1, 0.97]);
    expect(high).toBe(1);
    expect(ticks.at(-1)).toBe(1);
  });

  it("of rates that keep to a narrow stretch leaves zero out", () => {
    const { low, high } = geometry.axis("PERCENT", [0.9, 0.95]);
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeGreaterThanOrEqual(0.95);
  });

  it("holds every value", () => {
    for (const values of [[0], [0.3], [59], [86_401], [1_000_000]]) {
      const { low, high } = geometry.axis("DURATION", values);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
    }
  });

  it("of values below zero reaches down to them", () => {
    expect(geometry.axis("SCORE", [-40, 20]).low).toBeLessThanOrEqual(-40);
    const below = geometry.axis("COUNT", [-12, -3]);
    expect(below.high).toBe(0);
    expect(below.low).toBeLessThanOrEqual(-12);
  });

  it("of nothing is still an axis", () => {
    expect(geometry.axis("COUNT", [null]).ticks.length).toBeGreaterThan(1);
  });
});

describe("labels", () => {
  it("keep their distance, and the last point has one", () => {
    expect(geometry.labelled(28, 700, 76)).toEqual([3, 7, 11, 15, 19, 23, 27]);
    expect(geometry.labelled(1, 700, 76)).toEqual([0]);
    expect(geometry.labelled(0, 700, 76)).toEqual([]);
  });
});

describe("the cursor", () => {
  it.each([
    [-20, 0],
    [0, 0],
    [49, 0],
    [51, 1],
    [5000, 2],
  ])("at %d pixels is on point %d of three over 200", (position, index) => {
    expect(geometry.nearest(position, 3, 200)).toBe(index);
  });
});

describe("a band of what is usual", () => {
  it("keeps to what can be", () => {
    expect(geometry.possible("PERCENT", { low: -0.2, high: 1.3 }, [0.5])).toEqual({ low: 0, high: 1 });
    expect(geometry.possible("COUNT", { low: -4, high: 30 }, [3, null])).toEqual({ low: 0, high: 30 });
    expect(geometry.possible("SCORE", { low: -40, high: 30 }, [-3, 5])).toEqual({ low: -40, high: 30 });
  });
});

describe("a bullet bar", () => {
  it("has room beyond its largest mark", () => {
    const { at } = geometry.bullet("DURATION", [50, 100, null]);
    expect(at(100)).toBeCloseTo(86.96, 1);
    expect(at(0)).toBe(0);
    expect(at(1000)).toBe(100);
  });

  it("reaches below zero for a net score", () => {
    const { at } = geometry.bullet("SCORE", [-50, 50]);
    expect(at(0)).toBeCloseTo(50, 9);
    expect(at(-50)).toBeGreaterThan(0);
  });

  it("of a rate ends at 100 %", () => {
    expect(geometry.bullet("PERCENT", [0.97]).high).toBe(1);
  });
});

describe("the heat map", () => {
  it("keeps its lightest shade for none", () => {
    expect(geometry.heatLevel(0, 10)).toBe(0);
    expect(geometry.heatLevel(0.1, 10)).toBe(1);
    expect(geometry.heatLevel(10, 10)).toBe(5);
    expect(geometry.heatLevel(0, 0)).toBe(0);
  });

  it("puts hour 0 on Monday midnight and 167 on Sunday night, as means per week", () => {
    const grid = geometry.weekGrid(
      [
        { key: "0", value: 8 },
        { key: "167", value: 4 },
      ],
      4,
    );
    expect(grid[0]?.[0]).toBe(2);
    expect(grid[6]?.[23]).toBe(1);
    expect(grid.flat()).toHaveLength(168);
  });
});

it("a logarithmic axis goes by whole powers of ten and leaves out what has no logarithm", () => {
  expect(geometry.decades([0, 54, 82_800, null])).toEqual({
    low: 10,
    high: 100_000,
    ticks: [10, 100, 1000, 10_000, 100_000],
  });
  expect(geometry.decades([100, 1000])).toEqual({ low: 100, high: 1000, ticks: [100, 1000] });
  expect(geometry.decades([10])).toEqual({ low: 10, high: 100, ticks: [10, 100] });
  expect(geometry.decades([])).toEqual({ low: 1, high: 10, ticks: [1, 10] });
});
