import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FilterBar } from "@/components/FilterBar";
import { EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { RangePicker } from "@/components/RangePicker";
import { type Dimension, WhyDocument } from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import type { WhySearch } from "@/lib/insights";
import { comparisonOf, filtersOf, periodOf, withoutEmpty } from "@/lib/range";
import { DIMENSIONS } from "@/lib/searches";
import { Chooser } from "./Chooser";
import { Explanation } from "./Explanation";

const FROM = "/a/$account/why";

function firstOf(kpis: readonly KpiEntry[]): KpiEntry | undefined {
  return kpis.toSorted((a, b) => (a.featured ?? 99) - (b.featured ?? 99))[0];
}

/** What a KPI can be cut by here. */
function cutsOf(kpi: KpiEntry | undefined): Dimension[] {
  return DIMENSIONS.filter((dimension) => kpi?.dimensions.includes(dimension));
}

/** Takes the change of one KPI apart: how much is the segments' own doing, and how much that there are more of some. */
export function WhyPage() {
  const { slug, account, today, kpis } = useAccount();
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const change = (part: Partial<WhySearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const offered = kpis.filter((one) => cutsOf(one).length > 0);
  const kpi = offered.find(({ key }) => key === search.kpi) ?? firstOf(offered);
  const cuts = cutsOf(kpi);
  const by = cuts.find((one) => one === search.by) ?? cuts.find((one) => one === "RESOLVER") ?? cuts[0];
  const isCompared = search.compare !== "none";
  const why = useQuery({
    ...query(slug, WhyDocument, {
      kpi: kpi?.key ?? "",
      by: by ?? "CHANNEL",
      period: periodOf(search, { today, ...account }),
      compareWith: comparisonOf(search),
      filter: filtersOf(search),
      percentile: kpi?.hasPercentiles && search.percentile ? Number(search.percentile) : null,
      clock: (kpi?.hasClock && search.clock) || ("CALENDAR" as const),
    }),
    enabled: kpi !== undefined && by !== undefined && isCompared,
  });
  const actions = (
    <>
      <FilterBar chosen={search} onChange={change} />
      <RangePicker range={search} onChange={change} />
    </>
  );
  return (
    <Page
      title="Why did it change?"
      subtitle="How much of a change is the segments’ own doing, and how much is that there are more of some and fewer of others."
      actions={actions}
    >
      {kpi && <Chooser kpis={offered} kpi={kpi} cuts={cuts} by={by} search={search} onChange={change} />}
      {!isCompared && (
        <EmptyState title="Nothing to compare with">
          Choose in the period what it is compared with, or press the key x.
        </EmptyState>
      )}
      {why.error && <PartError error={why.error} retry={() => why.refetch()} />}
      {isCompared && why.isPending && <Skeleton height={460} />}
      {isCompared && why.data && (
        <div aria-busy={why.isFetching}>
          <Explanation data={why.data} search={search} onChange={change} />
        </div>
      )}
    </Page>
  );
}
