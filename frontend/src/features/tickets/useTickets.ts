import { useQuery } from "@tanstack/react-query";
import { OutcomeTicketsDocument, type TicketFilter, TicketListDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { filtersOf, withoutEmpty } from "@/lib/range";
import type { TicketsSearch } from "@/lib/searches";

const PAGE = 25;

function filterOf(search: TicketsSearch): TicketFilter {
  const { kpi, from, to } = search;
  const filter = filtersOf(search);
  const common = { search: search.q, isOpen: search.state && search.state === "open" };
  if (kpi && from && to) {
    const behind = { kpi, period: { from, to }, filter, part: search.part ?? "POPULATION", clock: search.clock };
    return withoutEmpty({ ...common, behind });
  }
  return withoutEmpty({
    ...common,
    createdFrom: from,
    createdTo: to,
    dimensions: filter.length > 0 ? filter : undefined,
  });
}

/** A page of tickets: those that fit the search, or those that came to one end after AI had touched them. */
export function useTickets(search: TicketsSearch) {
  const { slug } = useAccount();
  const { outcome, from, to } = search;
  const page = search.before ? { last: PAGE, before: search.before } : { first: PAGE, after: search.after };
  const isOutcome = outcome !== undefined && from !== undefined && to !== undefined;
  const orderBy = search.order ?? "CREATED_AT_DESC";
  const list = useQuery({
    ...query(slug, TicketListDocument, { ...page, filter: filterOf(search), orderBy }),
    enabled: !isOutcome,
  });
  const ends = useQuery({
    ...query(slug, OutcomeTicketsDocument, {
      ...page,
      period: { from: from ?? "", to: to ?? "" },
      filter: filtersOf(search),
      isResolved: outcome === "resolved",
      isEscalated: outcome === "escalated",
      isSilent: outcome === "silent",
      isOpen: outcome === "open",
    }),
    enabled: isOutcome,
  });
  const { error, refetch, isFetching, isPending } = isOutcome ? ends : list;
  const end = isOutcome ? ends.data?.aiOutcomes[outcome] : undefined;
  return {
    error,
    refetch,
    isFetching,
    isPending,
    found: isOutcome ? end?.tickets : list.data?.tickets,
    outcome: end?.label,
  };
}
