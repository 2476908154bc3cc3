import { expect, it } from "vitest";
import { safeNext } from "./session";

it.each([
  ["/a/shop/", "/a/shop/"],
  ["/a/shop/kpis?days=7", "/a/shop/kpis?days=7"],
  ["//elsewhere.example/", undefined],
  ["/\\elsewhere.example", undefined],
  ["https://elsewhere.example/", undefined],
  ["javascript:alert(1)", undefined],
  [undefined, undefined],
])("after the log-in, next=%s leads to %s", (next, path) => {
  expect(safeNext(next)).toBe(path);
});
