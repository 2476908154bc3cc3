import { describe, expect, it } from "vitest";
import { kpiEntry } from "@/lib/drawing";
import { chosen, grouped } from "./catalogue";

const KPIS = [
  kpiEntry("csat", { asks: "Are customers satisfied?" }),
  kpiEntry("first_response_time", { pillar: "efficiency", category: "speed" }),
  kpiEntry("nps", { pillar: "loyalty", isAvailable: false }),
  kpiEntry("refunds", { isCustom: true }),
  kpiEntry("response_time_mean", { pillar: "efficiency", category: "speed" }),
];
const keys = (wanted: Parameters<typeof chosen>[1]) => chosen(KPIS, wanted).map(({ key }) => key);

describe("the catalogue", () => {
  it("finds a KPI by words of its name or question, in any order", () => {
    expect(keys({ q: "time response" })).toEqual(["first_response_time", "response_time_mean"]);
    expect(keys({ q: "SATISFIED" })).toEqual(["csat"]);
    expect(keys({ q: "weather" })).toEqual([]);
  });

  it("shows a pillar, what is not available, or what the account made", () => {
    expect(keys({ pillar: "efficiency" })).toEqual(["first_response_time", "response_time_mean"]);
    expect(keys({ show: "missing" })).toEqual(["nps"]);
    expect(keys({ show: "custom" })).toEqual(["refunds"]);
    expect(keys({ show: "available", pillar: "loyalty" })).toEqual([]);
    expect(keys({})).toHaveLength(5);
  });

  it("keeps its groups together", () => {
    expect(grouped(KPIS).map(({ name, entries }) => [name, entries.length])).toEqual([
      ["Quality · experience", 1],
      ["Efficiency · speed", 2],
      ["Loyalty · experience", 1],
      ["Made by this account", 1],
    ]);
  });
});
