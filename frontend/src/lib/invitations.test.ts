import { expect, it } from "vitest";
import { askerOf, cautionOf, destinationOf, headlineOf, type InvitationKind, introOf, rightsOf } from "./invitations";

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

it("the agency asks where it takes on people or clients, else the account", () => {
  const both = { account: { slug: "shop", name: "Shop" }, agency: { slug: "plumb", name: "Plumb" } };
  const asking = (["member", "staff", "client", "agency"] as const).map((kind) => askerOf({ kind, ...both }));
  expect(asking).toEqual(["Shop", "Plumb", "Plumb", "Shop"]);
});

it.each([
  ["member", { kind: "account", slug: "shop" }, "/a/shop/"],
  ["client", { kind: "account", slug: "shop" }, "/a/shop/settings?section=access"],
  ["agency", { kind: "agency", slug: "plumb" }, "/agencies/plumb/"],
  ["staff", { kind: "agency", slug: "plumb" }, "/agencies/plumb/"],
] as const)("who accepted an invitation of the kind %s goes on to %j", (invited, accepted, path) => {
  expect(destinationOf(invited, accepted)).toBe(path);
});
