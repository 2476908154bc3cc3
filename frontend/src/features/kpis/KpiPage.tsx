import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FilterBar } from "@/components/FilterBar";
import { NotFound } from "@/components/NotFound";
import { Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { RangePicker } from "@/components/RangePicker";
import { KpiDefinitionDocument, KpiPageDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { comparisonOf, filtersOf, intervalFor, periodOf, withoutEmpty } from "@/lib/range";
import type { KpiSearch } from "@/lib/searches";
import { BenchmarksCard } from "./BenchmarksCard";
import { BreakdownCard } from "./BreakdownCard";
import { DefinitionCard } from "./DefinitionCard";
import { Headline } from "./Headline";
import classes from "./page.module.css";
import { SeriesCard } from "./SeriesCard";
import { TargetsCard } from "./TargetsCard";
import { TicketsCard } from "./TicketsCard";
import { VersionsCard } from "./VersionsCard";

/** Everything about one KPI: its value, course and cut, the tickets behind it, and what it means. */
export function KpiPage() {
  const { slug, account, today, kpis } = useAccount();
  const { key } = useParams({ from: "/a/$account/kpis/$key" });
  const search = useSearch({ from: "/a/$account/kpis/$key" });
  const navigate = useNavigate({ from: "/a/$account/kpis/$key" });
  const change = (part: Partial<KpiSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const entry = kpis.find((one) => one.key === key);
  const period = periodOf(search, { today, ...account });
  const view = {
    key,
    period,
    compareWith: comparisonOf(search),
    filter: filtersOf(search),
    percentile: entry?.hasPercentiles && search.percentile ? Number(search.percentile) : null,
    clock: (entry?.hasClock && search.clock) || ("CALENDAR" as const),
  };
  const version = search.version ?? null;
  const interval = search.interval ?? intervalFor(period);
  const page = useQuery({
    ...query(slug, KpiPageDocument, { ...view, interval, version }),
    enabled: entry !== undefined,
  });
  const definition = useQuery({ ...query(slug, KpiDefinitionDocument, { key }), enabled: entry !== undefined });
  if (!entry) return <NotFound />;
  const defined = definition.data?.kpi;
  const reading = page.data?.readings.find((one) => one.kpi.key === key);
  return (
    <Page
      title={entry.name}
      subtitle={entry.asks}
      actions={
        <>
          <FilterBar chosen={search} onChange={change} />
          <RangePicker range={search} onChange={change} />
        </>
      }
    >
      {page.error && <PartError error={page.error} retry={() => page.refetch()} />}
      <div className={classes.grid} aria-busy={page.isFetching}>
        <div className={classes.column}>
          {reading ? (
            <Headline reading={reading} entry={entry} search={search} onChange={change} />
          ) : (
            <Skeleton height={300} />
          )}
          <SeriesCard reading={reading} interval={interval} onInterval={(next) => change({ interval: next })} />
          {entry.dimensions.length > 0 && (
            <BreakdownCard
              entry={entry}
              view={{ ...view, version }}
              by={search.by}
              onBy={(by) => change({ by })}
              onFilter={change}
            />
          )}
          <VersionsCard
            unit={entry.unit}
            view={versionsView(view)}
            shown={search.version}
            onShow={(version) => change({ version })}
          />
        </div>
        <div className={classes.column}>
          {reading && entry.hasTickets && version === null && (
            <TicketsCard reading={reading} period={period} search={search} />
          )}
          {definition.error && <PartError error={definition.error} retry={() => definition.refetch()} />}
          {defined && <DefinitionCard key={defined.version} kpi={defined} />}
          {definition.isPending && <Skeleton height={320} />}
          {defined && reading?.isAvailable && <TargetsCard kpi={defined} currency={reading.currency} />}
          {reading && <BenchmarksCard reading={reading} />}
        </div>
      </div>
    </Page>
  );
}

/** A page of versions is read without the period before. */
function versionsView<View extends { compareWith: unknown }>({ compareWith: _unused, ...view }: View) {
  return view;
}
