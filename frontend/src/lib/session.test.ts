import { expect, it } from "vitest";
import { type Session, safeNext, startOf } from "./session";

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

const account = (slug: string, via: string | null) => ({ slug, name: slug, role: "viewer", timezone: "UTC", via });
const session = (given: Partial<Session>): Session => ({
  user: { email: "a@b.test" },
  accounts: [],
  agencies: [],
  ...given,
});
const agencies = [{ slug: "plumb", name: "Plumb", role: "owner" }];

it.each([
  ["one's agency", { accounts: [account("client", "plumb"), account("shop", null)], agencies }, "/agencies/plumb/"],
  ["one's own account", { accounts: [account("client", "plumb"), account("shop", null)] }, "/a/shop/"],
  ["an account reached through an agency", { accounts: [account("client", "plumb")] }, "/a/client/"],
  ["a new account", {}, "/accounts/new"],
])("a person begins with %s", (_whose, given, path) => {
  expect(startOf(session(given))).toBe(path);
});
