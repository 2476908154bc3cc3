/** The account whose pages are open: its settings, its catalogue of KPIs, and who is looking. */
import { createContext, type ReactNode, useContext } from "react";
import type { ShellQuery } from "@/graphql/graphql";
import { dayIn } from "./days";

export type KpiEntry = ShellQuery["kpis"][number];
export type Shell = ShellQuery & { slug: string; today: string };

const Context = createContext<Shell | null>(null);

export function AccountProvider({ slug, shell, children }: { slug: string; shell: ShellQuery; children: ReactNode }) {
  const today = dayIn(shell.account.timezone, new Date());
  return <Context value={{ ...shell, slug, today }}>{children}</Context>;
}

export function useAccount(): Shell {
  const shell = useContext(Context);
  if (!shell) throw new Error("useAccount needs an AccountProvider above it.");
  return shell;
}

/** Owners and analysts may change targets and import; only owners change members and keys. */
export function useRights() {
  const { role } = useAccount().viewer;
  return { canEdit: role === "OWNER" || role === "ANALYST", canManage: role === "OWNER" };
}
