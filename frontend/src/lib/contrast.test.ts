import { describe, expect, it } from "vitest";
import { DARK_GROUNDS, ENOUGH, inkOn, isColour, LIGHT_GROUNDS, nearest, ratio, ratioText, worst } from "./contrast";

it("black on white is 21, the same colour is 1, and #767676 on white is the well-known 4.54", () => {
  expect(ratio("#000000", "#ffffff")).toBeCloseTo(21, 6);
  expect(ratio("#1a4f86", "#1a4f86")).toBe(1);
  expect(ratio("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

it("a ratio just below the limit is not rounded up to it", () => {
  expect(ratioText(4.4999)).toBe("4.49:1");
});

it("writing on a colour is black or white, whichever reads better", () => {
  expect(inkOn("#ffe000")).toBe("#000000");
  expect(inkOn("#102040")).toBe("#ffffff");
});

it.each(["#12345", "red", "#12345g", "", "javascript:1"])("%j is no colour", (text) => {
  expect(isColour(text)).toBe(false);
});

describe("the nearest colour that reads", () => {
  it.each(["#ffe000", "#ff8800", "#3fa9f5", "#000000", "#808080"])(
    "to %s has enough contrast in both themes",
    (colour) => {
      expect(worst(nearest(colour, LIGHT_GROUNDS, "#000000"), LIGHT_GROUNDS)).toBeGreaterThanOrEqual(ENOUGH);
      expect(worst(nearest(colour, DARK_GROUNDS, "#ffffff"), DARK_GROUNDS)).toBeGreaterThanOrEqual(ENOUGH);
    },
  );

  it("is the colour itself where that reads already", () => {
    expect(nearest("#1a4f86", LIGHT_GROUNDS, "#000000")).toBe("#1a4f86");
  });
});
