import { describe, expect, it } from "vitest";
import * as days from "./days";

describe("a day", () => {
  it("must exist", () => {
    expect(days.isDay("2026-02-28")).toBe(true);
    expect(days.isDay("2026-02-29")).toBe(false);
    expect(days.isDay("26-02-28")).toBe(false);
    expect(days.isDay(undefined)).toBe(false);
  });

  it("of an instant depends on the zone", () => {
    const instant = new Date("2026-11-20T23:30:00Z");
    expect(days.dayIn("UTC", instant)).toBe("2026-11-20");
    expect(days.dayIn("Europe/Berlin", instant)).toBe("2026-11-21");
  });

  it("moves over the ends of months and years", () => {
    expect(days.addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(days.addDays("2028-03-01", -1)).toBe("2028-02-29");
  });
});

describe("a period", () => {
  it("counts both its ends", () => {
    expect(days.length({ from: "2026-11-20", to: "2026-11-20" })).toBe(1);
    expect(days.length({ from: "2026-10-24", to: "2026-11-20" })).toBe(28);
  });

  it("names each year once", () => {
    expect(days.periodText({ from: "2026-10-24", to: "2026-11-20" })).toBe("Oct 24 – Nov 20, 2026");
    expect(days.periodText({ from: "2025-12-25", to: "2026-01-21" })).toBe("Dec 25, 2025 – Jan 21, 2026");
    expect(days.periodText({ from: "2026-11-20", to: "2026-11-20" })).toBe("Nov 20, 2026");
  });
});

it("an instant is shown in the account's zone", () => {
  expect(days.instantText("2026-11-20T23:30:00Z", "Europe/Berlin")).toBe("Nov 21, 2026, 00:30");
});
