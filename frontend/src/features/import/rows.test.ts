import { describe, expect, it } from "vitest";
import type { Mapping } from "./imports";
import { constable, decimalOf, lacking, type RowKind, settled, withConstant, withDecimal } from "./rows";

const field = (name: string, isRequired = false) => {
  return { name, label: name, kind: "text", isRequired, help: "", unit: "", choices: [] };
};
const kind: RowKind = {
  key: "searches",
  name: "Help centre searches",
  help: "",
  fields: [field("id", true), field("at", true), field("query", true), field("topic"), field("deleted")],
};
const start = { shape: "tickets", source: "help", columns: { id: "ID", at: "When" } } satisfies Mapping;
const names = (fields: { name: string }[]) => fields.map(({ name }) => name);

describe("a file of rows", () => {
  it("still needs the required fields that nothing gives", () => {
    expect(names(lacking(kind, start))).toEqual(["query"]);
    expect(lacking(kind, withConstant(start, "query", "returns"))).toEqual([]);
    expect(names(lacking(kind, withConstant(start, "query", "  ")))).toEqual(["query"]);
  });

  it("may have one value for every row of whatever is no identity", () => {
    expect(names(constable(kind, start))).toEqual(["query", "topic"]);
  });

  it("is sent without what only tickets have", () => {
    expect(settled({ ...start, custom: {} })).toEqual({ source: "help", columns: start.columns, constants: {} });
  });

  it("may write its decimals with a comma", () => {
    const mapping = withDecimal({ ...start, file: { sheet: 1 } }, ",");
    expect(mapping.file).toEqual({ sheet: 1, decimal: "," });
    expect(decimalOf(mapping)).toBe(",");
    expect(withDecimal(mapping, "").file).toEqual({ sheet: 1 });
  });

  it("drops a constant that is emptied, or that a column gives now", () => {
    const mapping = withConstant(start, "query", "returns");
    expect(withConstant(mapping, "query", "").constants).toEqual({});
    expect(settled({ ...mapping, columns: { ...mapping.columns, query: "Words" } }).constants).toEqual({});
    expect(settled(mapping).constants).toEqual({ query: "returns" });
  });
});
