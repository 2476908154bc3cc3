import { describe, expect, it } from "vitest";
import type { Column, Mapping } from "./imports";
import * as mapping from "./mapping";

const column = (name: string, index: number): Column => ({ name, index, samples: [] });
const NUMBER = column("Ticket", 1);
const OPENED = column("Opened", 2);
const PLAN = column("Plan", 3);
const start: Mapping = { shape: "tickets", source: "desk", columns: { id: "Ticket", created_at: 2 }, custom: {} };

describe("a column", () => {
  it("is found by its name or its place", () => {
    expect(mapping.meaningOf(start, NUMBER)).toBe("id");
    expect(mapping.meaningOf(start, OPENED)).toBe("created_at");
    expect(mapping.meaningOf(start, PLAN)).toBe(mapping.LEFT_OUT);
  });

  it("that takes a meaning takes it from the one that had it", () => {
    const changed = mapping.withMeaning(start, PLAN, "id");
    expect(changed.columns).toEqual({ id: "Plan", created_at: 2 });
    expect(mapping.meaningOf(changed, NUMBER)).toBe(mapping.LEFT_OUT);
  });

  it("has one meaning at a time", () => {
    const kept = mapping.withMeaning(start, NUMBER, mapping.CUSTOM);
    expect(kept.columns).toEqual({ created_at: 2 });
    expect(kept.custom).toEqual({ Ticket: "Ticket" });
    expect(mapping.withMeaning(kept, NUMBER, mapping.LEFT_OUT).custom).toEqual({});
  });
});

describe("a shape", () => {
  it("drops the meanings it does not know and says what it still needs", () => {
    const events = mapping.withShape(start, "events");
    expect(events.columns).toEqual({ id: "Ticket" });
    expect(mapping.missing(events)).toEqual(["at", "activity"]);
  });
});

describe("an activity", () => {
  it("that says more than its kind keeps the rest when the kind changes", () => {
    const rich: Mapping = {
      ...start,
      activities: { "Mail sent": { kind: "message", author: "human" } as { kind: string } },
    };
    expect(mapping.kindOf(rich, "Mail sent")).toBe("message");
    expect(mapping.withKind(rich, "Mail sent", "reply").activities).toEqual({
      "Mail sent": { kind: "reply", author: "human" },
    });
  });
});

describe("the order of dates", () => {
  it("goes into the mapping and comes back", () => {
    for (const order of ["auto", "day", "month", "pattern"] as const) {
      expect(mapping.orderOf(mapping.withOrder(start, order))).toBe(order);
    }
  });
});
