import { describe, expect, it } from "vitest";
import * as range from "./range";

const today = "2026-11-21";

describe("the address", () => {
  it("gives back what it was given", () => {
    const search = { days: "28", channel: ["chat", "e-mail"], priority: [""] };
    expect(range.parseSearch(range.stringifySearch(search))).toEqual({
      days: "28",
      channel: ["chat", "e-mail"],
      priority: "",
    });
  });

  it("is read into a range, and nonsense is dropped", () => {
    expect(range.parseRange({ days: "91", compare: "none", channel: "chat" })).toEqual({
      days: 91,
      compare: "none",
      channel: ["chat"],
    });
    expect(range.parseRange({ days: "12", compare: "sideways", from: "2026-02-30", to: "2026-03-01" })).toEqual({});
    expect(range.parseRange({ from: "2026-03-02", to: "2026-03-01" })).toEqual({});
  });

  it("prefers days of its own to a preset", () => {
    expect(range.parseRange({ days: "7", from: "2026-03-01", to: "2026-03-02" })).toEqual({
      from: "2026-03-01",
      to: "2026-03-02",
    });
  });

  it("of an unlabelled value is a filter too", () => {
    expect(range.filtersOf(range.parseRange(range.parseSearch("?topic=")))).toEqual([
      { dimension: "TOPIC", values: [""] },
    ]);
  });
});

describe("a preset", () => {
  it("ends yesterday while data keep coming: today is not over", () => {
    expect(range.periodOf({}, { today, dataFrom: "2025-11-21", dataTo: today })).toEqual({
      from: "2026-10-24",
      to: "2026-11-20",
    });
  });

  it("ends with the last day of data of a history that ended", () => {
    expect(range.periodOf({ days: 7 }, { today, dataFrom: "2012-01-01", dataTo: "2012-06-30" })).toEqual({
      from: "2012-06-24",
      to: "2012-06-30",
    });
  });

  it("includes today when the data began today", () => {
    expect(range.periodOf({ days: 7 }, { today, dataFrom: today, dataTo: today }).to).toBe(today);
  });

  it("is whole weeks, so that weekdays match", () => {
    expect(range.PRESETS.every((days) => days % 7 === 0)).toBe(true);
  });
});

describe("the comparison", () => {
  it("is said in words", () => {
    const period = { from: "2026-10-24", to: "2026-11-20" };
    expect(range.comparisonText({}, period)).toBe("vs previous 28 days");
    expect(range.comparisonText({ compare: "year" }, period)).toBe("vs a year earlier");
    expect(range.comparisonText({ compare: "none" }, period)).toBe("");
  });
});

describe("the points of a line", () => {
  it.each([
    ["2026-08-22", "2026-11-20", "DAY"],
    ["2025-11-22", "2026-11-20", "WEEK"],
    ["2020-01-01", "2026-11-20", "MONTH"],
  ])("from %s to %s are one for each %s", (from, to, interval) => {
    expect(range.intervalFor({ from, to })).toBe(interval);
  });
});
