import { Button, Skeleton } from "@mantine/core";
import { IconLayoutGrid } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { FilterBar } from "@/components/FilterBar";
import { Freshness } from "@/components/Freshness";
import { ButtonLink } from "@/components/links";
import { EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { RangePicker } from "@/components/RangePicker";
import { OverviewDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { query } from "@/lib/api";
import { comparisonOf, filtersOf, intervalFor, periodOf, withoutEmpty } from "@/lib/range";
import type { OverviewSearch } from "@/lib/searches";
import { Conflicts } from "./Conflicts";
import classes from "./overview.module.css";
import { Tile, TileSkeleton } from "./Tile";
import { TrendCard } from "./TrendCard";
import { VolumeCard } from "./VolumeCard";

const Arrange = lazy(() => import("./Arrange"));

export function Overview() {
  const { slug, account, today, scorecard } = useAccount();
  const { canEdit } = useRights();
  const search = useSearch({ from: "/a/$account/" });
  const navigate = useNavigate({ from: "/a/$account/" });
  const change = (part: Partial<OverviewSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const period = periodOf(search, { today, ...account });
  const keys = scorecard.kpis.map(({ key }) => key);
  const [isArranging, setArranging] = useState(false);
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
          {canEdit && !isArranging && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconLayoutGrid size={15} />}
              onClick={() => setArranging(true)}
            >
              Arrange
            </Button>
          )}
        </>
      }
    >
      {isArranging && (
        <Suspense fallback={<Skeleton height={260} mb={14} />}>
          <Arrange onDone={() => setArranging(false)} />
        </Suspense>
      )}
      {readings.error && <PartError error={readings.error} retry={() => readings.refetch()} />}
      <div className={classes.tiles} aria-busy={readings.isFetching}>
        {shown
          ? shown.map((reading) => <Tile key={reading.kpi.key} reading={reading} />)
          : keys.map((key) => <TileSkeleton key={key} />)}
      </div>
      {shown && <Conflicts view={{ period, compareWith: variables.compareWith, filter }} search={search} />}
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
