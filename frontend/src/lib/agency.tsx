/** The agency whose pages are open: its catalogue of published KPIs, the days its clients have, and who is looking. */
import { createContext, type ReactNode, useContext } from "react";
import type { AgencyShellQuery } from "@/graphql/agency";
import { dayIn, type Period } from "./days";
import type { SightSearch } from "./portfolio";
import { periodOf } from "./range";

export type PublishedKpi = AgencyShellQuery["kpis"][number];
export type AgencyShell = AgencyShellQuery & { slug: string; today: string };

const Context = createContext<AgencyShell | null>(null);

type Props = { slug: string; shell: AgencyShellQuery; children: ReactNode };

export function AgencyProvider({ slug, shell, children }: Props) {
  const today = dayIn(shell.agency.timezone, new Date());
  return <Context value={{ ...shell, slug, today }}>{children}</Context>;
}

export function useAgency(): AgencyShell {
  const shell = useContext(Context);
  if (!shell) throw new Error("useAgency needs an AgencyProvider above it.");
  return shell;
}

/** Owners and managers look after clients, reports and views; only owners change members, keys, brand and domains. */
export function useAgencyRights() {
  const { mayManage, mayAdminister } = useAgency().viewer;
  return { canManage: mayManage, canAdminister: mayAdminister };
}

/** The first and last day any client has numbers for; nothing before the first numbers. */
export function extentOf(clients: readonly { dataFrom?: string | null; dataTo?: string | null }[]) {
  const first = clients.flatMap(({ dataFrom }) => dataFrom ?? []).sort();
  const last = clients.flatMap(({ dataTo }) => dataTo ?? []).sort();
  return { dataFrom: first.at(0), dataTo: last.at(-1) };
}

/** The period that an address means: each client's own days, up to yesterday or the last day with numbers. */
export function useSightPeriod(search: SightSearch): Period {
  const { today, clients } = useAgency();
  return periodOf(search, { today, ...extentOf(clients.nodes) });
}
