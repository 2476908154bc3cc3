// @vitest-environment jsdom
import { expect, it } from "vitest";
import { recallWay, rememberWay } from "./wayback";

const HOUR = 3_600_000;

it("the way back is recalled once", () => {
  rememberWay("/invitations/abc");
  expect(recallWay()).toBe("/invitations/abc");
  expect(recallWay()).toBeUndefined();
});

it("a day later, or to another host, there is no way back", () => {
  rememberWay("/invitations/abc", 0);
  expect(recallWay(25 * HOUR)).toBeUndefined();
  rememberWay("//elsewhere.example/");
  expect(recallWay()).toBeUndefined();
});

it("what somebody else left in the store is no way", () => {
  localStorage.setItem("plumbline-going-to", '{"path": 7}');
  expect(recallWay()).toBeUndefined();
});
