import { Skeleton } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { Bullet, Sparkline } from "@/charts/lazy";
import { Apart } from "@/components/Apart";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { Contradicted } from "@/components/Contradicted";
import { TextLink } from "@/components/links";
import { Mark } from "@/components/Mark";
import { Sentence } from "@/components/Sentence";
import type { OverviewQuery, Unit } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { count, margin, percent, value } from "@/lib/format";
import { parseRange } from "@/lib/range";
import { benchmarkText, comparable, isFew, targetText } from "@/lib/words";
import classes from "./overview.module.css";

export type OverviewReading = OverviewQuery["readings"][number];
/** One KPI at a glance; every number on it leads to the KPI's own page. */
export function Tile({ reading }: { reading: OverviewReading }) {
  const { kpi, n } = reading;
  const isApart = kpi.split === "APART" && Boolean(reading.split.ai?.n || reading.split.human?.n);
  const hasValue = reading.isAvailable && (typeof reading.value === "number" || isApart);
  return (
    <article className={classes.tile} data-few={isFew(kpi.unit, n)} aria-label={kpi.name}>
      <div className={classes.body}>
        <div className={classes.tileHead}>
          <h2 className={classes.tileName}>
            <KpiLink kpi={kpi.key}>{kpi.name}</KpiLink>
          </h2>
          {hasValue && <StatusChip status={reading.status} />}
        </div>
        {hasValue ? <Numbers reading={reading} /> : <Nothing reading={reading} />}
      </div>
      <Balance reading={reading} />
    </article>
  );
}

function KpiLink({ kpi, children }: { kpi: string; children: string }) {
  const { slug } = useAccount();
  const search = useSearch({ from: "/a/$account/" });
  return (
    <TextLink
      to="/a/$account/kpis/$key"
      params={{ account: slug, key: kpi }}
      search={parseRange(search)}
      c="inherit"
      underline="hover"
    >
      {children}
    </TextLink>
  );
}

function Numbers({ reading }: { reading: OverviewReading }) {
  const { kpi, n, previous, target, interval, bestBenchmark, currency } = reading;
  const { unit } = kpi;
  const amount = reading.value ?? 0;
  const text = value(unit, amount, currency);
  return (
    <>
      <div className={classes.valueRow}>
        {typeof reading.value === "number" ? (
          <span className={`${classes.value} num`}>{text}</span>
        ) : (
          <Apart unit={unit} currency={currency} split={reading.split} />
        )}
        <Change unit={unit} moved={isFew(unit, n) ? null : previous} />
      </div>
      <p className={`${classes.meta} num`}>
        {[
          unit === "PERCENT" && interval ? margin(interval) : "",
          unit === "COUNT" ? "" : `n ${count(n)}`,
          previous && typeof previous.value === "number" ? `before ${value(unit, previous.value, currency)}` : "",
          reading.isPartial ? "not over yet" : "",
          reading.isProvisional ? "provisional" : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Contradicted
        by={reading.contradictedBy}
        balancing={reading.balancing}
        link={(key, name) => <KpiLink kpi={key}>{name}</KpiLink>}
      />
      <Sparkline
        values={reading.series.map((point) => point.value)}
        target={target?.value}
        label={`${kpi.name}: its course over the period`}
      />
      {typeof reading.value === "number" && (
        <Bullet
          unit={unit}
          value={amount}
          interval={interval}
          target={target}
          benchmark={comparable(unit, bestBenchmark)}
          label={`${kpi.name}: ${text}${target ? `, target ${targetText(unit, kpi.better, target, currency)}` : ""}`}
        />
      )}
      <Legend reading={reading} />
    </>
  );
}

function Legend({ reading: { kpi, target, bestBenchmark, split, currency } }: { reading: OverviewReading }) {
  const { unit } = kpi;
  const published = comparable(unit, bestBenchmark);
  return (
    <dl className={classes.legend}>
      <div>
        <dt>
          <i className={classes.targetKey} /> Target
        </dt>
        <dd className="num">{target ? targetText(unit, kpi.better, target, currency) : "none set"}</dd>
      </div>
      <div title={bestBenchmark ? `${bestBenchmark.text} (${bestBenchmark.source})` : undefined}>
        <dt>
          <i className={classes.publishedKey} /> Published
        </dt>
        <dd className="num">{published ? benchmarkText(unit, published, currency) : "none"}</dd>
      </div>
      <Half of="ai" name="AI" unit={unit} currency={currency} part={split.ai} />
      <Half of="human" name="Human" unit={unit} currency={currency} part={split.human} />
    </dl>
  );
}

type HalfProps = {
  of: "ai" | "human";
  name: string;
  unit: Unit;
  currency?: string | null;
  part: OverviewReading["split"]["ai"];
};

function Half({ of, name, unit, currency, part }: HalfProps) {
  if (!part || part.n === 0) return null;
  return (
    <div data-few={isFew(unit, part.n)}>
      <dt>
        <Mark of={of} /> {name}
        {typeof part.share === "number" && <small>{percent(part.share, 0)}</small>}
      </dt>
      <dd className="num">{value(unit, part.value, currency)}</dd>
    </div>
  );
}

function Nothing({ reading }: { reading: OverviewReading }) {
  const { slug, account } = useAccount();
  return (
    <div className={classes.nothing}>
      {reading.isAvailable ? (
        account.isComputing ? (
          "Being worked out…"
        ) : (
          "No cases in this period. Choose a longer one."
        )
      ) : (
        <>
          <strong>Not available yet</strong>
          {reading.missing.map((sentence) => (
            <span key={sentence}>
              <Sentence>{sentence}</Sentence>
            </span>
          ))}
          <span>
            <TextLink to="/a/$account/import" params={{ account: slug }}>
              Import
            </TextLink>{" "}
            or{" "}
            <TextLink to="/a/$account/api" params={{ account: slug }}>
              send
            </TextLink>{" "}
            it.
          </span>
        </>
      )}
    </div>
  );
}

/** The number that shows the price of the one above it. */
function Balance({ reading }: { reading: OverviewReading }) {
  const against = new Set(reading.contradictedBy.map(({ key }) => key));
  const balance =
    reading.balancing.find(({ kpi }) => against.has(kpi.key)) ??
    reading.balancing.find(({ isAvailable }) => isAvailable) ??
    reading.balancing[0];
  if (!balance) return null;
  return (
    <div className={classes.balance}>
      <IconScale size={16} aria-label="Balanced by" />
      <span className={classes.balanceName}>
        <KpiLink kpi={balance.kpi.key}>{balance.kpi.name}</KpiLink>
      </span>
      <strong className="num">
        {balance.isAvailable ? value(balance.kpi.unit, balance.value, balance.currency) : "not available"}
      </strong>
      <span className={classes.balanceChange}>
        <Change unit={balance.kpi.unit} moved={isFew(balance.kpi.unit, balance.n) ? null : balance.previous} />
      </span>
    </div>
  );
}

export function TileSkeleton() {
  return (
    <div className={classes.tile} aria-hidden="true">
      <div className={classes.body}>
        <Skeleton height={24} width="60%" mb={10} />
        <Skeleton height={38} width="45%" mb={8} />
        <Skeleton height={16} width="70%" mb={10} />
        <Skeleton height={44} mb={8} />
        <Skeleton height={16} mb={8} />
        <Skeleton height={44} />
      </div>
      <div className={classes.balance}>
        <Skeleton height={20} />
      </div>
    </div>
  );
}
