import { expect, it } from "vitest";
import { grouped, type Line, mayText } from "./lines";

function line(kind: Line["kind"], who: string, more: Partial<Line> = {}): Line {
  return {
    id: who,
    kind,
    who,
    role: "VIEWER",
    scope: null,
    via: null,
    since: "2026-11-21T10:00:00Z",
    lastUsedAt: null,
    ...more,
  };
}

it("an agency's people stand below it and nowhere else", () => {
  const groups = grouped([
    line("MEMBER", "ann@shop.test"),
    line("AGENCY", "Plumb"),
    line("AGENCY", "Level"),
    line("AGENCY_PERSON", "bob@plumb.test", { via: "Plumb" }),
    line("KEY", "Warehouse", { role: null, scope: "READ" }),
    line("INVITATION", "cleo@shop.test"),
  ]);
  expect(groups.people.map(({ who }) => who)).toEqual(["ann@shop.test"]);
  expect(groups.agencies.map(({ agency, people }) => [agency.who, people.map(({ who }) => who)])).toEqual([
    ["Plumb", ["bob@plumb.test"]],
    ["Level", []],
  ]);
  expect([groups.keys.length, groups.invitations.length]).toEqual([1, 1]);
});

it("what a key may do is said as plainly as what a person may", () => {
  expect(mayText({ role: null, scope: "INGEST" })).toBe("sends events, reads nothing");
  expect(mayText({ role: "OWNER", scope: null })).toBe("may do everything");
});
