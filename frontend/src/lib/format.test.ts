import { describe, expect, it } from "vitest";
import * as format from "./format";

describe("a duration", () => {
  it.each([
    [0, "0 s"],
    [0.4, "0.4 s"],
    [6.04, "6 s"],
    [9.96, "10 s"],
    [41, "41 s"],
    [59.6, "1 min"],
    [60, "1 min"],
    [250, "4 min 10 s"],
    [599.6, "10 min"],
    [3060, "51 min"],
    [3599, "1 h"],
    [9180, "2 h 33 min"],
    [35_990, "10 h"],
    [151_200, "42 h"],
    [400_000, "4.6 days"],
    [-90, "−1 min 30 s"],
  ])("of %d seconds reads %s", (seconds, text) => {
    expect(format.duration(seconds)).toBe(text);
  });
});

describe("a value", () => {
  it("follows its unit", () => {
    expect(format.value("PERCENT", 0.7243)).toBe("72.4%");
    expect(format.value("COUNT", 4182)).toBe("4,182");
    expect(format.value("SCORE", 4.314)).toBe("4.31");
    expect(format.value("DURATION", 41)).toBe("41 s");
    expect(format.value("SCORE", -62.47)).toBe("−62.5");
  });

  it("of money bears the currency of its reading", () => {
    expect(format.value("MONEY", 4.312, "EUR")).toBe("€4.31");
    expect(format.value("MONEY", -12_400.4, "USD")).toBe("−$12,400");
    expect(format.value("MONEY", 4.312)).toBe("4.31");
    expect(format.tick("MONEY", 12_000, "EUR")).toBe("€12K");
    expect(format.tick("MONEY", 2.5, "EUR")).toBe("€2.50");
  });

  it("that is missing stays missing: no data is not zero", () => {
    expect(format.value("PERCENT", null)).toBe("–");
    expect(format.value("COUNT", undefined)).toBe("–");
    expect(format.value("COUNT", 0)).toBe("0");
  });

  it("never reads minus zero", () => {
    expect(format.percent(-0.0001)).toBe("0.0%");
  });
});

describe("a change", () => {
  it("of a rate is in points, whatever it is relatively", () => {
    expect(format.change("PERCENT", { change: 0.036, relativeChange: 0.05 })).toBe("+3.6 pt");
    expect(format.change("PERCENT", { change: -0.005, relativeChange: -0.9 })).toBe("−0.5 pt");
  });

  it("of anything else is in percent of what it was", () => {
    expect(format.change("DURATION", { change: -2000, relativeChange: -0.433 })).toBe("−43.3%");
    expect(format.change("COUNT", { change: 12, relativeChange: 0.1 })).toBe("+10.0%");
  });

  it("of a score stays on its scale: its zero is no nothing", () => {
    expect(format.change("SCORE", { change: 10, relativeChange: -2 })).toBe("+10.00");
    expect(format.change("SCORE", { change: -0.12, relativeChange: -0.03 })).toBe("−0.12");
  });

  it("from nothing has no percentage", () => {
    expect(format.change("COUNT", { change: 12, relativeChange: null })).toBe("–");
  });
});

describe("a difference", () => {
  it("is signed, in the unit itself and for rates in points", () => {
    expect(format.difference("PERCENT", -0.0123)).toBe("−1.2 pt");
    expect(format.difference("DURATION", 180)).toBe("+3 min");
    expect(format.difference("DURATION", -41)).toBe("−41 s");
  });
});

describe("certainty", () => {
  it("of a rate is half its interval, in points", () => {
    expect(format.margin({ low: 0.71, high: 0.738 })).toBe("± 1.4 pt");
  });

  it("of a duration is its two ends", () => {
    expect(format.interval("DURATION", { low: 2880, high: 3300 })).toBe("48 min to 55 min");
  });
});

describe("a tick", () => {
  it("is short", () => {
    expect(format.tick("DURATION", 0)).toBe("0");
    expect(format.tick("DURATION", 5400)).toBe("1.5 h");
    expect(format.tick("DURATION", 259_200)).toBe("3 d");
    expect(format.tick("PERCENT", 0.5)).toBe("50%");
    expect(format.tick("PERCENT", 0.125)).toBe("12.5%");
    expect(format.tick("COUNT", 20_000)).toBe("20k");
  });
});
