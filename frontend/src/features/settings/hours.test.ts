import { expect, it } from "vitest";
import { parseRanges, rangesText } from "./hours";

it.each([
  ["", []],
  ["09:00-17:30", [{ from: "09:00", to: "17:30" }]],
  [
    "9-12, 13 to 18",
    [
      { from: "09:00", to: "12:00" },
      { from: "13:00", to: "18:00" },
    ],
  ],
  ["0-24", [{ from: "00:00", to: "24:00" }]],
  ["17-9", undefined],
  ["9:75-10", undefined],
  ["all day", undefined],
])("%j is read", (text, ranges) => {
  expect(parseRanges(text)).toEqual(ranges);
});

it("hours are shown as they are typed", () => {
  expect(
    rangesText([
      { from: "09:00", to: "12:00" },
      { from: "13:00", to: "18:00" },
    ]),
  ).toBe("09:00-12:00, 13:00-18:00");
});
