import { describe, expect, it } from "vitest";
import { blank, conditionsOf, exactly, isComplete, lineOf, problemsAt, problemsElsewhere } from "./draft";

const NONE = { is: null, isNot: null, atLeast: null, atMost: null, known: null };

describe("a filter", () => {
  it("counts only the lines that say something", () => {
    expect(isComplete(blank("channel"))).toBe(false);
    expect(isComplete({ ...blank("seats", "atLeast"), amount: "many" })).toBe(false);
    expect(isComplete({ ...blank("seats", "atLeast"), amount: "0" })).toBe(true);
    expect(isComplete(blank("agent", "known"))).toBe(true);
    expect(conditionsOf([blank("channel"), blank()])).toEqual([]);
  });

  it("takes durations as seconds, with a decimal comma too", () => {
    const line = { ...blank("resolution", "atMost"), amount: "1,5", scale: "h" as const };
    expect(conditionsOf([line])).toEqual([{ field: "resolution", atMost: 5400 }]);
  });

  it("shows seconds in the largest unit that keeps them whole", () => {
    const line = (atMost: number) => lineOf({ ...NONE, field: "wait", atMost }, new Set(["wait"]));
    expect([line(86_400), line(5400), line(61), line(0)].map(({ amount, scale }) => `${amount} ${scale}`)).toEqual([
      "1 days",
      "90 min",
      "61 s",
      "0 s",
    ]);
    expect(conditionsOf([line(5400)])).toEqual([{ field: "wait", atMost: 5400 }]);
  });

  it.each([
    { ...NONE, field: "channel", is: ["email"] },
    { ...NONE, field: "channel", isNot: ["email", ""] },
    { ...NONE, field: "seats", atLeast: 0 },
    { ...NONE, field: "seats", atMost: 12.5 },
    { ...NONE, field: "agent", known: false },
  ])("that is stored comes back as it was: %j", (stored) => {
    const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null));
    expect(conditionsOf([lineOf(stored, new Set())])).toEqual([given]);
  });
});

describe("a problem", () => {
  const problems = [
    { part: "population[1].is", message: "No channel `fax`." },
    { part: "value", message: "A median needs a value." },
    { part: "retention", message: "Nobody asked." },
  ];

  it("is told at the part it names", () => {
    expect(problemsAt(problems, "population.1")).toBe("No channel `fax`.");
    expect(problemsAt(problems, "population.0")).toBeUndefined();
    expect(problemsAt(problems, "value")).toBe("A median needs a value.");
  });

  it("of a whole place is none of its parts", () => {
    expect(exactly(problems, "population")).toBeUndefined();
    expect(exactly(problems, "value")).toBe("A median needs a value.");
  });

  it("that no place of the form shows is told at its end", () => {
    expect(problemsElsewhere(problems, ["population", "value"])).toEqual([problems[2]]);
  });
});
