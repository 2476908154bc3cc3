import { SegmentedControl } from "@mantine/core";
import { Bullet } from "@/charts/lazy";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { Freshness } from "@/components/Freshness";
import { TextLink } from "@/components/links";
import { Mark } from "@/components/Mark";
import { Card } from "@/components/Page";
import { Sentence } from "@/components/Sentence";
import type { KpiPageQuery, Unit } from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { periodText } from "@/lib/days";
import { count, interval as intervalText, margin, percent, value } from "@/lib/format";
import { parseRange } from "@/lib/range";
import { type KpiSearch, PERCENTILES } from "@/lib/searches";
import { benchmarkText, isFew, targetText } from "@/lib/words";
import classes from "./page.module.css";
import { TargetEditor } from "./TargetEditor";

export type KpiReading = KpiPageQuery["readings"][number];
const NAMES = { "50": "Median", "75": "p75", "90": "p90", "95": "p95" };

type Props = { reading: KpiReading; entry: KpiEntry; search: KpiSearch; onChange: (part: Partial<KpiSearch>) => void };

/** The value with everything that qualifies it: interval, cases, the period before, target, benchmark, split, balance. */
export function Headline({ reading, entry, search, onChange }: Props) {
  return (
    <Card
      title={periodText(reading.period)}
      subtitle={<Freshness />}
      actions={<Selectors entry={entry} search={search} onChange={onChange} />}
    >
      {reading.isAvailable ? <Available reading={reading} search={search} /> : <Missing reading={reading} />}
    </Card>
  );
}

function Selectors({ entry, search, onChange }: Omit<Props, "reading">) {
  return (
    <div className={classes.selectors}>
      {entry.hasPercentiles && (
        <SegmentedControl
          size="xs"
          aria-label="Percentile"
          value={search.percentile ?? "50"}
          onChange={(next) => onChange({ percentile: PERCENTILES.find((one) => one === next && one !== "50") })}
          data={PERCENTILES.map((one) => ({ value: one, label: NAMES[one] }))}
        />
      )}
      {entry.hasClock && (
        <SegmentedControl
          size="xs"
          aria-label="Clock"
          value={search.clock ?? "CALENDAR"}
          onChange={(next) => onChange({ clock: next === "BUSINESS" ? "BUSINESS" : undefined })}
          data={[
            { value: "CALENDAR", label: "All hours" },
            { value: "BUSINESS", label: "Business hours" },
          ]}
        />
      )}
    </div>
  );
}

function Missing({ reading }: { reading: KpiReading }) {
  const { slug } = useAccount();
  return (
    <div className={classes.note}>
      <strong>Not available yet.</strong> This KPI lacks what it is worked out from:
      <ul className={classes.sentences}>
        {reading.missing.map((sentence) => (
          <li key={sentence}>
            <Sentence>{sentence}</Sentence>
          </li>
        ))}
      </ul>
      <p>
        <TextLink to="/a/$account/import" params={{ account: slug }}>
          Import a file
        </TextLink>{" "}
        or see the{" "}
        <TextLink to="/a/$account/api" params={{ account: slug }}>
          API page
        </TextLink>
        .
      </p>
    </div>
  );
}

function Available({ reading, search }: { reading: KpiReading; search: KpiSearch }) {
  const { kpi, n, previous, target, interval, bestBenchmark } = reading;
  const few = isFew(kpi.unit, n);
  return (
    <div className={classes.headline}>
      <div>
        <div className={classes.valueRow}>
          <span className={`${classes.value} num`} data-few={few}>
            {value(kpi.unit, reading.value)}
          </span>
          <Change unit={kpi.unit} moved={few ? null : previous} />
          <StatusChip status={reading.status} />
        </div>
        {typeof reading.value === "number" && (
          <Bullet
            unit={kpi.unit}
            value={reading.value}
            interval={interval}
            target={target}
            benchmark={bestBenchmark}
            label={`${kpi.name} against target and benchmark`}
          />
        )}
        <Certainty reading={reading} />
        <TargetEditor kpi={kpi} target={target} />
      </div>
      <div>
        <Parts reading={reading} search={search} />
        <Notes reading={reading} />
      </div>
    </div>
  );
}

function Certainty({ reading }: { reading: KpiReading }) {
  const { kpi, n, interval, previous, target, bestBenchmark } = reading;
  return (
    <dl className={`${classes.facts} num`}>
      {kpi.unit !== "COUNT" && <Fact name="Cases (n)">{count(n)}</Fact>}
      {interval && (
        <Fact name="95% interval">
          {intervalText(kpi.unit, interval)}
          {kpi.unit === "PERCENT" && <small>{margin(interval)}</small>}
        </Fact>
      )}
      {previous && (
        <Fact name={periodText(previous.period)}>
          {value(kpi.unit, previous.value)}
          {kpi.unit !== "COUNT" && <small>n {count(previous.n)}</small>}
        </Fact>
      )}
      {target && <Fact name="Target">{targetText(kpi.unit, kpi.better, target)}</Fact>}
      {bestBenchmark && (
        <Fact name={`Published, ${bestBenchmark.source}`}>{benchmarkText(kpi.unit, bestBenchmark)}</Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: React.ReactNode; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Parts({ reading, search }: { reading: KpiReading; search: KpiSearch }) {
  const { slug } = useAccount();
  const { split, balancing, kpi } = reading;
  return (
    <dl className={`${classes.facts} num`}>
      {split.ai && split.ai.n > 0 && <Half name="AI" of="ai" unit={kpi.unit} part={split.ai} />}
      {split.human && split.human.n > 0 && <Half name="Human" of="human" unit={kpi.unit} part={split.human} />}
      {balancing.map((balance) => (
        <Fact
          key={balance.kpi.key}
          name={
            <TextLink
              to="/a/$account/kpis/$key"
              params={{ account: slug, key: balance.kpi.key }}
              search={parseRange(search)}
              c="inherit"
            >
              {balance.kpi.name}
            </TextLink>
          }
        >
          {balance.isAvailable ? value(balance.kpi.unit, balance.value) : "not available"}{" "}
          <Change
            unit={balance.kpi.unit}
            moved={isFew(balance.kpi.unit, balance.n) ? null : balance.previous}
            isSmall
          />
        </Fact>
      ))}
    </dl>
  );
}

type HalfProps = { name: string; of: "ai" | "human"; unit: Unit; part: NonNullable<KpiReading["split"]["ai"]> };

function Half({ name, of, unit, part }: HalfProps) {
  const share = typeof part.share === "number" ? `${percent(part.share, 0)} of cases, ` : "";
  return (
    <Fact
      name={
        <>
          <Mark of={of} /> {name}
        </>
      }
    >
      {value(unit, part.value)}
      <small>
        {share}n {count(part.n)}
      </small>
    </Fact>
  );
}

function Notes({ reading }: { reading: KpiReading }) {
  const { excluded, kpi } = reading;
  const left = [
    excluded.spam ? `${count(excluded.spam)} spam` : "",
    excluded.merged ? `${count(excluded.merged)} merged` : "",
    excluded.outbound ? `${count(excluded.outbound)} outbound` : "",
  ].filter(Boolean);
  return (
    <p className={classes.note}>
      {reading.isPartial && "The period is not over: its last days will still grow. "}
      {reading.isProvisional &&
        `Provisional: the ${kpi.windowDays ?? 7} days in which a case can come back have not passed for all of them. `}
      {isFew(kpi.unit, reading.n) && "Too few cases to rank or to colour. "}
      {left.length > 0 && `Left out: ${left.join(", ")}. `}
    </p>
  );
}
