import { Change } from "@/components/Change";
import { Mark } from "@/components/Mark";
import type { Unit } from "@/graphql/graphql";
import { longDay, periodText } from "@/lib/days";
import { count, interval as intervalText, margin, percent, value } from "@/lib/format";
import type { KpiSearch } from "@/lib/searches";
import { benchmarkText, comparable, isFew, targetText } from "@/lib/words";
import type { KpiReading } from "./Headline";
import { KpiLink } from "./KpiLink";
import classes from "./page.module.css";

/** What the value is compared with, and how sure it is. */
export function Certainty({ reading }: { reading: KpiReading }) {
  const { kpi, n, interval, previous, target, bestBenchmark, ownHistory, trajectory, currency } = reading;
  const published = comparable(kpi.unit, bestBenchmark);
  return (
    <dl className={`${classes.facts} num`}>
      {kpi.unit !== "COUNT" && <Fact name="Cases (n)">{count(n)}</Fact>}
      {interval && (
        <Fact name="95% interval">
          {intervalText(kpi.unit, interval, currency)}
          {kpi.unit === "PERCENT" && <small>{margin(interval)}</small>}
        </Fact>
      )}
      {previous && (
        <Fact name={periodText(previous.period)}>
          {value(kpi.unit, previous.value, currency)}
          {kpi.unit !== "COUNT" && <small>n {count(previous.n)}</small>}
        </Fact>
      )}
      {target && (
        <Fact name={target.due ? `Goal for ${longDay(target.due)}` : "Target"}>
          {targetText(kpi.unit, kpi.better, target, currency)}
        </Fact>
      )}
      {trajectory && (
        <Fact name="Expected on the way by now">
          {value(kpi.unit, trajectory.expected, currency)} <small>{onTheWay(trajectory.isOnTrack)}</small>
        </Fact>
      )}
      {ownHistory && (
        <Fact name={`Own last ${ownHistory.months} months, middle half`}>
          {intervalText(kpi.unit, ownHistory, currency)}
        </Fact>
      )}
      {published && <Fact name={`Published, ${published.source}`}>{benchmarkText(kpi.unit, published, currency)}</Fact>}
    </dl>
  );
}

/** Whether a value has kept up with the straight line to its goal, in words. */
export function onTheWay(isOnTrack: boolean | null | undefined): string {
  if (isOnTrack === null || isOnTrack === undefined) return "too close to call";
  return isOnTrack ? "on the way" : "behind";
}

function Fact({ name, children }: { name: React.ReactNode; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** AI and people apart, and the KPIs that must be looked at beside this one. */
export function Parts({ reading, search }: { reading: KpiReading; search: KpiSearch }) {
  const { split, balancing, kpi, currency } = reading;
  return (
    <dl className={`${classes.facts} num`}>
      {split.ai && split.ai.n > 0 && <Half name="AI" of="ai" unit={kpi.unit} currency={currency} part={split.ai} />}
      {split.human && split.human.n > 0 && (
        <Half name="Human" of="human" unit={kpi.unit} currency={currency} part={split.human} />
      )}
      {balancing.map((balance) => (
        <Fact
          key={balance.kpi.key}
          name={
            <KpiLink kpi={balance.kpi.key} search={search}>
              {balance.kpi.name}
            </KpiLink>
          }
        >
          {balance.isAvailable ? value(balance.kpi.unit, balance.value, balance.currency) : "not available"}{" "}
          <Change unit={balance.kpi.unit} moved={isFew(balance.kpi.unit, balance.n) ? null : balance.previous} />
        </Fact>
      ))}
    </dl>
  );
}

type HalfProps = {
  name: string;
  of: "ai" | "human";
  unit: Unit;
  currency?: string | null;
  part: NonNullable<KpiReading["split"]["ai"]>;
};

function Half({ name, of, unit, currency, part }: HalfProps) {
  const share = typeof part.share === "number" ? `${percent(part.share, 0)} of cases, ` : "";
  return (
    <Fact
      name={
        <>
          <Mark of={of} /> {name}
        </>
      }
    >
      {value(unit, part.value, currency)}
      <small>
        {share}n {count(part.n)}
      </small>
    </Fact>
  );
}

/** What keeps the value from being final, or from being judged. */
export function Notes({ reading, hasTickets }: { reading: KpiReading; hasTickets: boolean }) {
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
      {hasTickets && left.length > 0 && `Left out: ${left.join(", ")}. `}
    </p>
  );
}
