import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { PartError } from "@/components/PageError";
import { PanelReadingsDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { comparisonOf, filtersOf, intervalFor, periodOf, type RangeSearch } from "@/lib/range";
import { KpiTile } from "./KpiTile";
import classes from "./panels.module.css";

/** The KPIs of a panel, in its order, all read in one request. */
export function KpiGrid({ kpis, range }: { kpis: readonly string[]; range: RangeSearch }) {
  const { slug, account, today } = useAccount();
  const period = periodOf(range, { today, ...account });
  const readings = useQuery({
    ...query(slug, PanelReadingsDocument, {
      kpis: [...kpis],
      period,
      interval: intervalFor(period),
      compareWith: comparisonOf(range),
      filter: filtersOf(range),
    }),
    enabled: kpis.length > 0,
  });
  if (readings.error) return <PartError error={readings.error} retry={() => readings.refetch()} />;
  return (
    <div className={classes.tiles} aria-busy={readings.isFetching}>
      {readings.data?.readings.map((reading) => <KpiTile key={reading.kpi.key} reading={reading} range={range} />) ??
        kpis.map((key) => <Skeleton key={key} height={236} radius="lg" />)}
    </div>
  );
}
