import { describe, expect, it } from "vitest";
import { daysOf, ordinal, recipientsIn, rhythmText, wrongRecipient } from "./rhythm";

describe("a rhythm", () => {
  it("of weeks names the day, of months its number, both the zone", () => {
    const at = { hour: 8, timezone: "Europe/Berlin" };
    expect(rhythmText({ frequency: "WEEKLY", day: 1, ...at })).toBe("Every Monday at 08:00, Europe/Berlin time");
    expect(rhythmText({ frequency: "MONTHLY", day: 2, ...at })).toBe(
      "On the 2nd of each month at 08:00, Europe/Berlin time",
    );
  });

  it("on a day that some months do not have says what happens then", () => {
    expect(rhythmText({ frequency: "MONTHLY", day: 31, hour: 0, timezone: "UTC" })).toBe(
      "On the 31st, or the last day, of each month at 00:00, UTC time",
    );
  });

  it("offers the days of its frequency", () => {
    expect(daysOf("MONTHLY")).toHaveLength(31);
    expect(daysOf("WEEKLY").at(-1)).toEqual({ value: "7", label: "Sunday" });
  });
});

it.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [13, "13th"],
  [20, "20th"],
  [22, "22nd"],
])("%i reads %s", (day, text) => {
  expect(ordinal(day)).toBe(text);
});

it("recipients may be parted by anything usual, and each gets one letter", () => {
  expect(recipientsIn("a@x.test, b@x.test;\na@x.test\n")).toEqual(["a@x.test", "b@x.test"]);
  expect(wrongRecipient(["a@x.test", "b@x", "c"])).toBe("b@x");
  expect(wrongRecipient(["a@x.test"])).toBeUndefined();
});
