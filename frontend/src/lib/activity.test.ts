import { expect, it } from "vitest";
import { auditFilter } from "./activity";
import { parseAgencySettingsSearch, parseSettingsSearch } from "./searches";

it("where nothing is narrowed, no filter is sent", () => {
  expect(auditFilter({ after: "x" })).toBeNull();
  expect(auditFilter({ to: "2026-11-01" })).toEqual({ action: null, from: null, to: "2026-11-01" });
});

it("only the section of activities has its filter in the address", () => {
  expect(parseSettingsSearch({ section: "activity", action: "key", from: "2026-02-30" })).toEqual({
    section: "activity",
    action: "key",
  });
  expect(parseSettingsSearch({ section: "keys", action: "key" })).toEqual({ section: "keys" });
  expect(parseAgencySettingsSearch({ section: "nonsense", after: "x" })).toEqual({});
});
