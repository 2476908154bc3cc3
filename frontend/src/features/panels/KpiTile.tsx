import { IconScale } from "@tabler/icons-react";
import { Sparkline } from "@/charts/lazy";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { TextLink } from "@/components/links";
import { Mark } from "@/components/Mark";
import { Sentence } from "@/components/Sentence";
import type { PanelReadingsQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { count, margin, value } from "@/lib/format";
import type { RangeSearch } from "@/lib/range";
import { isFew, targetText } from "@/lib/words";
import classes from "./panels.module.css";

export type PanelReading = PanelReadingsQuery["readings"][number];
type Props = { reading: PanelReading; range: RangeSearch };

/** One KPI of a panel: its value with what qualifies it, its course, its two halves and what balances it. */
export function KpiTile({ reading, range }: Props) {
  const { kpi } = reading;
  const { slug } = useAccount();
  const hasValue = reading.isAvailable && typeof reading.value === "number";
  return (
    <article className={classes.tile} data-few={isFew(kpi.unit, reading.n)} aria-label={kpi.name}>
      <div className={classes.tileHead}>
        <h2 className={classes.tileName}>
          <TextLink
            to="/a/$account/kpis/$key"
            params={{ account: slug, key: kpi.key }}
            search={range}
            c="inherit"
            underline="hover"
          >
            {kpi.name}
          </TextLink>
        </h2>
        {hasValue && reading.status !== "NO_TARGET" && <StatusChip status={reading.status} />}
      </div>
      {hasValue ? <Numbers reading={reading} range={range} /> : <Nothing reading={reading} />}
      <Balance reading={reading} range={range} />
    </article>
  );
}

function Numbers({ reading, range }: Props) {
  const { kpi, n, previous, interval, target, currency } = reading;
  const { slug } = useAccount();
  const isThin = isFew(kpi.unit, n);
  return (
    <>
      <div className={classes.valueRow}>
        <span className={`${classes.value} num`}>{value(kpi.unit, reading.value, currency)}</span>
        <Change unit={kpi.unit} moved={isThin ? null : previous} />
      </div>
      <p className={`${classes.meta} num`}>
        {[
          kpi.unit === "PERCENT" && interval ? margin(interval) : "",
          kpi.unit === "COUNT" ? "" : `n ${count(n)}`,
          previous && typeof previous.value === "number" ? `before ${value(kpi.unit, previous.value, currency)}` : "",
          target ? `target ${targetText(kpi.unit, kpi.better, target)}` : "",
          reading.isPartial ? "not over yet" : "",
          reading.isProvisional ? "provisional" : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Sparkline
        values={reading.series.map((point) => point.value)}
        target={target?.value}
        label={`${kpi.name}: its course over the period`}
      />
      <div className={`${classes.halves} num`}>
        <Half of="ai" name="AI" reading={reading} />
        <Half of="human" name="Human" reading={reading} />
        {previous && (
          <TextLink
            to="/a/$account/why"
            params={{ account: slug }}
            search={{ ...range, kpi: kpi.key }}
            aria-label={`Why did ${kpi.name} change?`}
          >
            Why?
          </TextLink>
        )}
      </div>
    </>
  );
}

function Half({ of, name, reading }: { of: "ai" | "human"; name: string; reading: PanelReading }) {
  const part = reading.split[of];
  if (!part || part.n === 0) return null;
  return (
    <span data-few={isFew(reading.kpi.unit, part.n)}>
      <Mark of={of} /> {name} <strong>{value(reading.kpi.unit, part.value, reading.currency)}</strong>
    </span>
  );
}

function Nothing({ reading }: { reading: PanelReading }) {
  const { slug } = useAccount();
  if (reading.isAvailable) return <p className={classes.nothing}>No cases in this period. Choose a longer one.</p>;
  return (
    <div className={classes.nothing}>
      <strong>Not available yet</strong>
      {reading.missing.map((sentence) => (
        <p key={sentence}>
          <Sentence>{sentence}</Sentence>
        </p>
      ))}
      <TextLink to="/a/$account/import" params={{ account: slug }}>
        Import it
      </TextLink>
    </div>
  );
}

function Balance({ reading, range }: Props) {
  const { slug } = useAccount();
  const balance = reading.balancing.find(({ isAvailable }) => isAvailable);
  if (!balance) return null;
  return (
    <div className={classes.balance}>
      <IconScale size={16} aria-label="Balanced by" />
      <TextLink
        to="/a/$account/kpis/$key"
        params={{ account: slug, key: balance.kpi.key }}
        search={range}
        c="inherit"
        underline="hover"
      >
        {balance.kpi.name}
      </TextLink>
      <strong className="num">{value(balance.kpi.unit, balance.value, balance.currency)}</strong>
      <Change unit={balance.kpi.unit} moved={isFew(balance.kpi.unit, balance.n) ? null : balance.previous} />
    </div>
  );
}
