/** The list of KPIs: which of them a search and its filters leave, and in which groups they stand. */
import type { KpiEntry } from "@/lib/account";
import { sentence } from "@/lib/format";
import type { KpiListSearch } from "@/lib/searches";

type Wanted = Pick<KpiListSearch, "q" | "pillar" | "show">;

/** Whether every word typed stands in the name, the key, the question, or the category. */
export function matches(entry: KpiEntry, typed: string | undefined): boolean {
  const text = `${entry.name} ${entry.key} ${entry.asks} ${entry.pillar} ${entry.category}`.toLowerCase();
  const words = (typed ?? "").toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}

function isShown(entry: KpiEntry, show: NonNullable<Wanted["show"]>): boolean {
  if (show === "custom") return entry.isCustom;
  return entry.isAvailable === (show === "available");
}

/** The KPIs left by the words typed, the pillar, and the choice of what to show. */
export function chosen(kpis: readonly KpiEntry[], { q, pillar, show }: Wanted): KpiEntry[] {
  return kpis
    .filter((entry) => matches(entry, q))
    .filter((entry) => !pillar || entry.pillar.toLowerCase() === pillar)
    .filter((entry) => !show || isShown(entry, show));
}

export type Group = { name: string; entries: KpiEntry[] };

function groupOf({ pillar, category, isCustom }: KpiEntry): string {
  return isCustom ? "Made by this account" : `${sentence(pillar)} · ${category.toLowerCase()}`;
}

/** "Efficiency · speed", …, "Made by this account", in the order in which the catalogue first names them. */
export function grouped(kpis: readonly KpiEntry[]): Group[] {
  const groups = Map.groupBy(kpis, groupOf);
  return [...groups].map(([name, entries]) => ({ name, entries }));
}
