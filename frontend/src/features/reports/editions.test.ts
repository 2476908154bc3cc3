import { expect, it } from "vitest";
import { deliveriesText, linkText } from "./editions";
import type { Edition } from "./HistoryCard";

type State = Edition["deliveries"][number]["state"];

function edition(
  state: Edition["state"],
  ...deliveries: [string, State][]
): Pick<Edition, "state" | "note" | "deliveries"> {
  const letters = deliveries.map(([email, each]) => ({ email, state: each, sentAt: null, error: "" }));
  return { state, note: "the client’s numbers are not there yet", deliveries: letters };
}

it.each([
  [edition("WAITING"), "waits for the period’s numbers"],
  [edition("WITHHELD"), "not sent: the client’s numbers are not there yet"],
  [edition("READY", ["a@x.test", "SENT"], ["b@x.test", "PENDING"]), "on its way to 1 of 2 addresses"],
  [edition("DONE", ["a@x.test", "SENT"], ["b@x.test", "SENT"]), "to a@x.test and b@x.test"],
  [edition("DONE", ["a@x.test", "FAILED"]), "reached nobody"],
  [edition("DONE", ["a@x.test", "SENT"], ["b@x.test", "STOPPED"]), "to a@x.test"],
])("an edition says to whom it went: %#", (given, text) => {
  expect(deliveriesText(given)).toBe(text);
});

it("a link that was shut or has expired says so", () => {
  const when = () => "later";
  expect(linkText({ state: "DONE", link: "https://x.test/r", expiresAt: "2026-11-22" }, when)).toBe(
    "link opens until later",
  );
  expect(linkText({ state: "DONE", link: null, expiresAt: "2026-11-22" }, when)).toBe("link opens nothing any more");
  expect(linkText({ state: "WAITING", link: null, expiresAt: null }, when)).toBe("");
});
