import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FilterBar } from "@/components/FilterBar";
import { Freshness } from "@/components/Freshness";
import { ButtonLink } from "@/components/links";
import { EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { RangePicker } from "@/components/RangePicker";
import { OverviewDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { comparisonOf, filtersOf, intervalFor, periodOf, withoutEmpty } from "@/lib/range";
import type { OverviewSearch } from "@/lib/searches";
import classes from "./overview.module.css";
import { Tile, TileSkeleton } from "./Tile";
import { TrendCard } from "./TrendCard";
import { VolumeCard } from "./VolumeCard";

const TILES = 6;

function useFeatured(): string[] {
  const { kpis } = useAccount();
  const ranked = kpis.filter(({ featured }) => typeof featured === "number");
  return ranked
    .sort((a, b) => (a.featured ?? 0) - (b.featured ?? 0))
    .slice(0, TILES)
    .map(({ key }) => key);
}

export function Overview() {
  const { slug, account, today } = useAccount();
  const search = useSearch({ from: "/a/$account/" });
  const navigate = useNavigate({ from: "/a/$account/" });
  const change = (part: Partial<OverviewSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const period = periodOf(search, { today, ...account });
  const keys = useFeatured();
  const filter = filtersOf(search);
  const variables = {
    kpis: keys,
    period,
    interval: intervalFor(period),
    compareWith: comparisonOf(search),
    filter,
  };
  const readings = useQuery({
    ...query(slug, OverviewDocument, variables),
    enabled: account.ticketCount > 0,
    placeholderData: keepPreviousData,
  });

  if (account.ticketCount === 0) return <NothingYet />;
  const shown = readings.data?.readings;
  return (
    <Page
      title="Overview"
      subtitle={<Freshness />}
      actions={
        <>
          <FilterBar chosen={search} onChange={change} />
          <RangePicker range={search} onChange={change} />
        </>
      }
    >
      {readings.error && <PartError error={readings.error} retry={() => readings.refetch()} />}
      <div className={classes.tiles} aria-busy={readings.isFetching}>
        {shown
          ? shown.map((reading) => <Tile key={reading.kpi.key} reading={reading} />)
          : keys.map((key) => <TileSkeleton key={key} />)}
      </div>
      <div className={classes.charts}>
        <TrendCard readings={shown} chosen={search.trend} onChoose={(trend) => change({ trend })} />
        <VolumeCard period={period} filter={filter} />
      </div>
    </Page>
  );
}

function NothingYet() {
  const { slug } = useAccount();
  return (
    <Page title="Overview">
      <EmptyState
        title="No tickets yet"
        action={
          <>
            <ButtonLink to="/a/$account/import" params={{ account: slug }}>
              Import my history
            </ButtonLink>
            <ButtonLink to="/a/$account/welcome" params={{ account: slug }} variant="default">
              Look at sample data
            </ButtonLink>
          </>
        }
      >
        Numbers appear here as soon as tickets have been imported or sent to the API.
      </EmptyState>
    </Page>
  );
}
