/** Draws a component in tests the way the application does: with theme, queries, and an account. */
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { ShellQuery } from "@/graphql/graphql";
import { AccountProvider, type KpiEntry } from "./account";

/** A KPI as the catalogue lists it; `part` says what matters to the test. */
export function kpiEntry(key: string, part: Partial<KpiEntry> = {}): KpiEntry {
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

const ACCOUNT: ShellQuery["account"] = {
  id: "A",
  slug: "shop",
  name: "Shop",
  timezone: "UTC",
  suspendedAt: null,
  eraseAfter: null,
  asOf: null,
  dataFrom: "2026-01-01",
  dataTo: "2026-11-21",
  ticketCount: 10,
  isComputing: false,
  computeProgress: null,
};

/** Renders for an owner of an account with these KPIs, the first of them on its scorecard. */
export function draw(element: ReactNode, { kpis = [], pinned = [] }: { kpis?: KpiEntry[]; pinned?: string[] } = {}) {
  window.matchMedia ??= ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
  const shell: ShellQuery = {
    viewer: { id: "V", email: "owner@shop.test", role: "OWNER" },
    account: ACCOUNT,
    scorecard: { cap: 2, kpis: pinned.map((key) => ({ key })) },
    kpis,
  };
  return render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <AccountProvider slug="shop" shell={shell}>
          {element}
        </AccountProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
