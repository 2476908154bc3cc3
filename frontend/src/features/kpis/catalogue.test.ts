import { describe, expect, it } from "vitest";
import type { KpiEntry } from "@/lib/account";
import { chosen, grouped } from "./catalogue";

function entry(key: string, part: Partial<KpiEntry> = {}): KpiEntry {
  return {
    key,
    name: key.replaceAll("_", " "),
    asks: "",
    unit: "PERCENT",
    better: "HIGHER",
    split: "NEVER",
    pillar: "quality",
    category: "experience",
    featured: null,
    dimensions: [],
    hasPercentiles: false,
    hasClock: false,
    needs: [],
    cadence: "WEEKLY",
    isCustom: false,
    isOutcome: false,
    isAvailable: true,
    hasTickets: true,
    ...part,
  };
}

const KPIS = [
  entry("csat", { asks: "Are customers satisfied?" }),
  entry("first_response_time", { pillar: "efficiency", category: "speed" }),
  entry("nps", { pillar: "loyalty", isAvailable: false }),
  entry("refunds", { isCustom: true }),
  entry("response_time_mean", { pillar: "efficiency", category: "speed" }),
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
