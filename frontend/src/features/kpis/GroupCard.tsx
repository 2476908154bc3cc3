import { Skeleton } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Sparkline } from "@/charts/lazy";
import { Apart } from "@/components/Apart";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { Sentence } from "@/components/Sentence";
import { KpiListDocument, type KpiListQuery } from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, margin, sentence, value } from "@/lib/format";
import { comparisonOf, filtersOf, intervalFor, periodOf, type RangeSearch } from "@/lib/range";
import { isFew, targetText } from "@/lib/words";
import type { Group } from "./catalogue";
import classes from "./list.module.css";

type Reading = KpiListQuery["readings"][number];
type Props = { group: Group; search: RangeSearch };

/** The KPIs of one category; their values are read once the card comes into sight. */
export function GroupCard({ group, search }: Props) {
  const { slug, account, today } = useAccount();
  const { ref, entry: sight } = useIntersection<HTMLDivElement>({ rootMargin: "400px" });
  const [wasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (sight?.isIntersecting) setSeen(true);
  }, [sight]);
  const period = periodOf(search, { today, ...account });
  const readings = useQuery({
    ...query(slug, KpiListDocument, {
      kpis: group.entries.map(({ key }) => key),
      period,
      interval: intervalFor(period),
      compareWith: comparisonOf(search),
      filter: filtersOf(search),
    }),
    enabled: wasSeen,
  });
  const byKey = new Map(readings.data?.readings.map((reading) => [reading.kpi.key, reading]));
  return (
    <div ref={ref}>
      <Card title={group.name}>
        {readings.error && <PartError error={readings.error} retry={() => readings.refetch()} />}
        <ul className={classes.list} aria-busy={readings.isFetching}>
          {group.entries.map((entry) => (
            <li key={entry.key} className={classes.row}>
              <Name entry={entry} search={search} />
              <Cells entry={entry} reading={byKey.get(entry.key)} isWaiting={!readings.error} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

const BETTER = { HIGHER: "higher is better", LOWER: "lower is better", BAND: "wants a band" };
const UNITS = { DURATION: "time", PERCENT: "percent", COUNT: "count", SCORE: "score", MONEY: "money" };

function Name({ entry, search }: { entry: KpiEntry; search: RangeSearch }) {
  const { slug } = useAccount();
  return (
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
      {entry.isCustom && <span className={classes.tag}>made here</span>}
      {entry.isOutcome && <span className={classes.tag}>outcome</span>}
      <p className={classes.asks}>{entry.asks}</p>
      <p className={classes.small}>
        {sentence(entry.cadence)} · {UNITS[entry.unit]}, {BETTER[entry.better]}
      </p>
    </div>
  );
}

function Cells({ entry, reading, isWaiting }: { entry: KpiEntry; reading?: Reading; isWaiting: boolean }) {
  if (!reading) return isWaiting ? <Skeleton height={44} className={classes.wide} /> : null;
  if (!reading.isAvailable) return <Missing sentences={reading.missing} />;
  const { kpi, split } = reading;
  if (kpi.split === "APART" && (split.ai?.n || split.human?.n)) {
    return (
      <div className={classes.wide}>
        <Apart unit={kpi.unit} currency={reading.currency} split={split} />
      </div>
    );
  }
  if (typeof reading.value !== "number") {
    return <p className={`${classes.asks} ${classes.wide}`}>No cases in this period.</p>;
  }
  return <Numbers reading={reading} name={entry.name} />;
}

/** What the account has not sent, and where it goes. */
function Missing({ sentences }: { sentences: string[] }) {
  const { slug } = useAccount();
  return (
    <div className={`${classes.missing} ${classes.wide}`}>
      <strong>Not available</strong>
      {sentences.map((one) => (
        <span key={one}>
          <Sentence>{one}</Sentence>
        </span>
      ))}
      <TextLink to="/a/$account/import" params={{ account: slug }}>
        Import it
      </TextLink>
    </div>
  );
}

function Numbers({ reading, name }: { reading: Reading; name: string }) {
  const { kpi, n, interval, target, currency, previous } = reading;
  const few = isFew(kpi.unit, n);
  return (
    <>
      <div className={classes.number} data-few={few}>
        <span className={`${classes.value} num`}>{value(kpi.unit, reading.value, currency)}</span>
        <span className={`${classes.small} num`}>
          {kpi.unit === "PERCENT" && interval ? `${margin(interval)} · ` : ""}
          {kpi.unit === "COUNT" ? "" : `n ${count(n)}`}
        </span>
      </div>
      <div className={classes.moved}>
        <Change unit={kpi.unit} moved={few ? null : previous} />
        <span className={`${classes.small} num`}>
          {typeof previous?.value === "number" ? `before ${value(kpi.unit, previous.value, currency)}` : ""}
        </span>
      </div>
      <div className={classes.spark}>
        <Sparkline
          values={reading.series.map((point) => point.value)}
          target={target?.value}
          label={`${name}: its course`}
        />
      </div>
      <div className={classes.status}>
        <StatusChip status={reading.status} />
        <span className={`${classes.small} num`}>
          {target ? `target ${targetText(kpi.unit, kpi.better, target, currency)}` : ""}
        </span>
      </div>
    </>
  );
}
