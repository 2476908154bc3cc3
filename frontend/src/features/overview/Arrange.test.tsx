// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { draw, kpiEntry } from "@/lib/drawing";
import Arrange from "./Arrange";

afterEach(cleanup);

const KPIS = [kpiEntry("csat"), kpiEntry("reopen_rate"), kpiEntry("nps", { isAvailable: false })];
const places = () => screen.getAllByRole("listitem").map((item) => item.textContent);

function arrange() {
  draw(<Arrange onDone={() => undefined} />, { kpis: KPIS, pinned: ["csat", "reopen_rate"] });
}

it("moves a KPI up and takes one off", () => {
  arrange();
  fireEvent.click(screen.getByRole("button", { name: "Move reopen rate up" }));
  expect(places()).toEqual(["reopen rate", "csat"]);
  fireEvent.click(screen.getByRole("button", { name: "Take csat off" }));
  expect(places()).toEqual(["reopen rate"]);
});

it("refuses one beyond the cap and says why, until it may hold more", () => {
  arrange();
  const add = () => fireEvent.change(screen.getByLabelText("Add a KPI"), { target: { value: "nps" } });
  add();
  expect(screen.getByRole("alert").textContent).toContain("The scorecard holds 2.");
  expect(places()).toHaveLength(2);
  fireEvent.change(screen.getByLabelText("It holds at most"), { target: { value: "3" } });
  add();
  expect(places()).toEqual(["csat", "reopen rate", "nps"]);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says which KPIs have no numbers here", () => {
  arrange();
  expect(screen.getByRole("option", { name: "nps (not available)" })).toBeDefined();
});
