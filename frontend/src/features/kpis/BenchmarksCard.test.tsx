// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { BenchmarksCard } from "./BenchmarksCard";
import type { KpiReading } from "./Headline";

afterEach(cleanup);

const none = { p25: null, p50: null, p75: null, accounts: null, cohort: null, quarter: null, band: null };
const shown = {
  p25: 0.61,
  p50: 0.72,
  p75: 0.8,
  accounts: 20,
  cohort: "Retail and consumer goods · E-commerce",
  quarter: { from: "2026-07-01", to: "2026-09-30" },
  band: "ABOVE_P75",
  withheld: null,
  reason: null,
};

function draw(peers: object) {
  const reading = { kpi: { unit: "PERCENT" }, benchmarks: [], bestBenchmark: null, ownHistory: null, currency: null };
  return render(<BenchmarksCard reading={{ ...reading, peers } as unknown as KpiReading} />);
}

it("shows the middle half of the peers, how many they are, who, and where one stands", () => {
  draw(shown);
  const line = screen.getByRole("listitem").textContent;
  expect(line).toContain("61");
  expect(line).toContain("80");
  expect(line).toContain("20 or more accounts");
  expect(line).toContain("Retail and consumer goods · E-commerce");
  expect(line).toContain("you are above the upper quartile");
});

it("says why peers are withheld", () => {
  draw({ ...none, reason: "TOO_FEW", withheld: "Fewer than 21 independent accounts contributed." });
  expect(screen.getByRole("listitem").textContent).toBe(
    "Peers are withheld. Fewer than 21 independent accounts contributed.",
  );
});

it.each(["NOT_SHARING", "NOT_PUBLISHED"])("passes over peers that nobody asked to be compared with: %s", (reason) => {
  draw({ ...none, reason, withheld: "…" });
  expect(screen.queryByRole("listitem")).toBeNull();
});
