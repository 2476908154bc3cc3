import { useAgency } from "@/lib/agency";
import { instantText } from "@/lib/days";
import { counted } from "@/lib/format";
import type { Client } from "./comparison";

/** How new the oldest of the clients' numbers are, those out of date aside, and whose days they count. */
export function Freshness({ clients }: { clients?: readonly Pick<Client, "asOf" | "isStale">[] }) {
  const { agency } = useAgency();
  const oldest = clients?.flatMap(({ asOf, isStale }) => (asOf && !isStale ? asOf : [])).sort()[0];
  const stale = clients?.filter(({ isStale }) => isStale).length ?? 0;
  const parts = [
    oldest ? `Numbers as of ${instantText(oldest, agency.timezone)}` : clients ? "No fresh numbers" : "…",
    "each client's own days",
    stale > 0 ? `${counted(stale, "client")} out of date` : "",
  ];
  return <span>{parts.filter(Boolean).join(" · ")}</span>;
}
