import { expect, it } from "vitest";
import { cautionOf, destinationOf, headlineOf, type InvitationKind, introOf, rightsOf } from "./invitations";

it.each([
  ["member", "Join Fern"],
  ["staff", "Join Fern"],
  ["client", "Fern asks to look after your support numbers"],
  ["agency", "Fern asks your agency to look after its support numbers"],
] as const)("an invitation of the kind %s says who asks whom", (kind, headline) => {
  expect(headlineOf({ kind, from: "Fern", role: "viewer" })).toBe(headline);
});

const ROLES: [InvitationKind, string[]][] = [
  ["member", ["owner", "analyst", "viewer"]],
  ["client", ["owner", "analyst", "viewer"]],
  ["agency", ["owner", "analyst", "viewer"]],
  ["staff", ["owner", "manager", "analyst"]],
];

it.each(ROLES)("every role of the kind %s is explained, and a greater one says more", (kind, roles) => {
  const said = roles.map((role) => rightsOf(kind, role).join(" ").length);
  expect(said.every((length) => length > 0)).toBe(true);
});

it("articles fit their role", () => {
  expect(introOf({ kind: "member", from: "Fern", role: "viewer" })).toBe("As a viewer of Fern you will:");
  expect(introOf({ kind: "staff", from: "Plumb", role: "OWNER" })).toBe("As an owner of Plumb you will:");
});

it("only what opens an account to an agency comes with a caution", () => {
  expect(["member", "staff"].map((kind) => cautionOf({ kind: kind as "member", from: "F", role: "owner" }))).toEqual([
    undefined,
    undefined,
  ]);
  expect(cautionOf({ kind: "client", from: "Plumb", role: "viewer" })).toContain("take it all back");
});

it.each([
  [{ kind: "member", account: "shop", agency: null }, "/a/shop/"],
  [{ kind: "client", account: "shop", agency: "plumb" }, "/a/shop/settings?section=access"],
  [{ kind: "agency", account: "shop", agency: "plumb" }, "/agencies/plumb/"],
  [{ kind: "staff", account: null, agency: "plumb" }, "/agencies/plumb/"],
] as const)("%j leads to %s", (accepted, path) => {
  expect(destinationOf(accepted)).toBe(path);
});
