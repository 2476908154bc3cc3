import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Sparkline } from "@/charts/lazy";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { FilterBar } from "@/components/FilterBar";
import { Freshness } from "@/components/Freshness";
import { TextLink } from "@/components/links";
import { Card, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { RangePicker } from "@/components/RangePicker";
import { Sentence } from "@/components/Sentence";
import { KpiListDocument, type KpiListQuery } from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, margin, sentence, value } from "@/lib/format";
import { comparisonOf, filtersOf, intervalFor, periodOf, type RangeSearch, withoutEmpty } from "@/lib/range";
import { isFew, targetText } from "@/lib/words";
import classes from "./list.module.css";

type Reading = KpiListQuery["readings"][number];
export function KpiListPage() {
  const { slug, account, today, kpis } = useAccount();
  const search = useSearch({ from: "/a/$account/kpis" });
  const navigate = useNavigate({ from: "/a/$account/kpis" });
  const change = (part: Partial<RangeSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const period = periodOf(search, { today, ...account });
  const readings = useQuery(
    query(slug, KpiListDocument, {
      kpis: kpis.map(({ key }) => key),
      period,
      interval: intervalFor(period),
      compareWith: comparisonOf(search),
      filter: filtersOf(search),
    }),
  );
  const byKey = new Map(readings.data?.readings.map((reading) => [reading.kpi.key, reading]));
  const groups = Map.groupBy(kpis, ({ pillar, category }) => `${sentence(pillar)} · ${category}`);
  return (
    <Page
      title="KPIs"
      subtitle={<Freshness />}
      actions={
        <>
          <FilterBar chosen={search} onChange={change} />
          <RangePicker range={search} onChange={change} />
        </>
      }
    >
      {readings.error && <PartError error={readings.error} retry={() => readings.refetch()} />}
      <div className={classes.groups} aria-busy={readings.isFetching}>
        {[...groups].map(([name, entries]) => (
          <Card key={name} title={name}>
            <ul className={classes.list}>
              {entries.map((entry) => (
                <Row
                  key={entry.key}
                  entry={entry}
                  reading={byKey.get(entry.key)}
                  isLoading={readings.isPending}
                  search={search}
                />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </Page>
  );
}

type RowProps = { entry: KpiEntry; reading?: Reading; isLoading: boolean; search: RangeSearch };

function Row({ entry, reading, isLoading, search }: RowProps) {
  const { slug } = useAccount();
  return (
    <li className={classes.row}>
      <div className={classes.name}>
        <TextLink
          to="/a/$account/kpis/$key"
          params={{ account: slug, key: entry.key }}
          search={search}
          c="inherit"
          fw={600}
          underline="hover"
        >
          {entry.name}
        </TextLink>
        <p className={classes.asks}>{entry.asks}</p>
      </div>
      {isLoading && <Skeleton height={36} className={classes.wide} />}
      {reading && <Cells reading={reading} />}
    </li>
  );
}

function Cells({ reading }: { reading: Reading }) {
  const { kpi, n, interval, target } = reading;
  if (!reading.isAvailable || typeof reading.value !== "number") {
    const why = reading.isAvailable ? "No cases in this period." : `Not available yet. ${reading.missing.join(" ")}`;
    return (
      <p className={`${classes.asks} ${classes.wide}`}>
        <Sentence>{why}</Sentence>
      </p>
    );
  }
  return (
    <>
      <div className={classes.number} data-few={isFew(kpi.unit, n)}>
        <span className={`${classes.value} num`}>{value(kpi.unit, reading.value)}</span>
        <span className={`${classes.small} num`}>
          {kpi.unit === "PERCENT" && interval ? `${margin(interval)} · ` : ""}
          {kpi.unit === "COUNT" ? "" : `n ${count(n)}`}
        </span>
      </div>
      <div className={classes.moved}>
        <Change unit={kpi.unit} moved={isFew(kpi.unit, n) ? null : reading.previous} />
        <span className={`${classes.small} num`}>
          {typeof reading.previous?.value === "number" ? `before ${value(kpi.unit, reading.previous.value)}` : ""}
        </span>
      </div>
      <div className={classes.spark}>
        <Sparkline
          values={reading.series.map((point) => point.value)}
          target={target?.value}
          label={`${kpi.name}: its course`}
        />
      </div>
      <div className={classes.status}>
        <StatusChip status={reading.status} />
        <span className={`${classes.small} num`}>
          {target ? `target ${targetText(kpi.unit, kpi.better, target)}` : ""}
        </span>
      </div>
    </>
  );
}
