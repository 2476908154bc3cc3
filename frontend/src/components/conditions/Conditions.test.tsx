// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { draw } from "@/lib/drawing";
import { Conditions } from "./Conditions";
import { type ConditionDraft, conditionsOf, type Problem } from "./draft";
import type { Field } from "./fields";

afterEach(cleanup);

const FIELDS: Field[] = [
  {
    name: "channel",
    label: "Channel",
    facts: "tickets",
    kind: "CHOICE",
    choices: [
      { value: "email", label: "E-mail" },
      { value: "chat", label: "Chat" },
    ],
  },
  { name: "resolution_seconds", label: "Resolution", facts: "tickets", kind: "DURATION", choices: [] },
  { name: "tag", label: "Tag", facts: "tickets", kind: "TAG", choices: [{ value: "vip", label: "vip" }] },
];

let lines: ConditionDraft[] = [];
beforeEach(() => {
  lines = [];
});

function Builder({ problems }: { problems: Problem[] }) {
  const [kept, keep] = useState<ConditionDraft[]>([]);
  lines = kept;
  return (
    <Conditions label="Only" place="population" lines={kept} fields={FIELDS} problems={problems} onChange={keep} />
  );
}

function build(problems: Problem[] = []) {
  draw(<Builder problems={problems} />);
  fireEvent.click(screen.getByRole("button", { name: "Add a condition" }));
}

const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByRole("combobox", { name: label }), { target: { value } });

it("collects values one by one, and lets each be taken away", () => {
  build();
  choose("Value of Channel", "email");
  choose("Value of Channel", "chat");
  expect(conditionsOf(lines)).toEqual([{ field: "channel", is: ["email", "chat"] }]);
  fireEvent.click(screen.getByRole("button", { name: "Remove E-mail" }));
  expect(conditionsOf(lines)).toEqual([{ field: "channel", is: ["chat"] }]);
});

it("another field begins anew, with the tests it can stand", () => {
  build();
  choose("Value of Channel", "email");
  choose("Field", "resolution_seconds");
  fireEvent.change(screen.getByLabelText("Number"), { target: { value: "2" } });
  choose("Unit of time", "h");
  expect(conditionsOf(lines)).toEqual([{ field: "resolution_seconds", atMost: 7200 }]);
  const tests = [...screen.getByRole("combobox", { name: "Test" }).querySelectorAll("option")];
  expect(tests.map((option) => option.textContent)).toEqual(["at most", "at least", "is known", "is not known"]);
});

it("takes a tag that nobody has used yet", () => {
  build();
  choose("Field", "tag");
  const typed = screen.getByLabelText("Value of Tag");
  fireEvent.change(typed, { target: { value: "wholesale" } });
  fireEvent.keyDown(typed, { key: "Enter" });
  expect(conditionsOf(lines)).toEqual([{ field: "tag", is: ["wholesale"] }]);
});

it("tells what is wrong at the line it is about", () => {
  build([{ part: "population.0.is", message: "There is no such channel." }]);
  expect(screen.queryByRole("alert")).toBeNull();
  choose("Value of Channel", "email");
  expect(screen.getByRole("alert").textContent).toBe("There is no such channel.");
});
