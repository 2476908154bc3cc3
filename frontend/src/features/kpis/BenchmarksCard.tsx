import { Card } from "@/components/Page";
import type { BenchmarkCoreFragment } from "@/graphql/graphql";
import { periodText } from "@/lib/days";
import { interval as intervalText, value } from "@/lib/format";
import { benchmarkText, comparable } from "@/lib/words";
import type { KpiReading } from "./Headline";
import classes from "./page.module.css";

const KINDS = { AVERAGE: "what is usual", TARGET: "to aim for", BEST: "best in class", ALERT: "a warning" };

function idOf({ source, text, condition }: BenchmarkCoreFragment): string {
  return `${source} ${text} ${condition}`;
}

/** What peers measured, the account's own months, then the published figure that fits best and the others below it. */
export function BenchmarksCard({ reading }: { reading: KpiReading }) {
  const { kpi, bestBenchmark: best, benchmarks, ownHistory, currency, peers } = reading;
  if (benchmarks.length === 0 && !ownHistory && !isTold(peers)) return null;
  const others = benchmarks.filter((one) => !best || idOf(one) !== idOf(best));
  return (
    <Card title="Benchmarks" subtitle="Published figures are claims of articles, not measured by us.">
      <ul className={classes.published}>
        {isTold(peers) && <PeersLine peers={peers} reading={reading} />}
        {ownHistory && (
          <li>
            <strong className="num">{intervalText(kpi.unit, ownHistory, currency)}</strong>
            <span> the middle half of your own last {ownHistory.months} months</span>
            <small className="num">
              median {value(kpi.unit, ownHistory.middle, currency)} · best month{" "}
              {value(kpi.unit, ownHistory.best, currency)} · measured
            </small>
          </li>
        )}
        {best && <Published benchmark={best} reading={reading} isBest />}
        {others.map((one) => (
          <Published key={idOf(one)} benchmark={one} reading={reading} />
        ))}
      </ul>
    </Card>
  );
}

type Peers = KpiReading["peers"];

const BANDS = {
  BELOW_P25: "below the lower quartile",
  P25_TO_P50: "in the lower half of the middle",
  P50_TO_P75: "in the upper half of the middle",
  ABOVE_P75: "above the upper quartile",
};

/** Whether there is anything to say: numbers that are not compared, and accounts that take no part, are passed over. */
const isTold = ({ reason }: Peers) => reason !== "NOT_PUBLISHED" && reason !== "NOT_SHARING";

/** The middle half of the account's peers, or why it is withheld. */
function PeersLine({ peers, reading }: { peers: Peers; reading: KpiReading }) {
  const { kpi, currency } = reading;
  const { p25, p50, p75, accounts, cohort, quarter, band, withheld } = peers;
  if (withheld !== null || p25 === null || p75 === null || p50 === null || !quarter) {
    return (
      <li>
        <span>Peers are withheld.</span> <small>{withheld}</small>
      </li>
    );
  }
  return (
    <li>
      <strong className="num">{intervalText(kpi.unit, { low: p25, high: p75 }, currency)}</strong>
      <span> the middle half of your peers{band && `; you are ${BANDS[band]}`}</span>
      <small className="num">
        median {value(kpi.unit, p50, currency)} · {accounts} or more accounts · {cohort} · {periodText(quarter)} ·
        measured
      </small>
    </li>
  );
}

type Props = { benchmark: BenchmarkCoreFragment; reading: KpiReading; isBest?: boolean };

function Published({ benchmark, reading, isBest = false }: Props) {
  const hasFigure = typeof benchmark.low === "number" || typeof benchmark.high === "number";
  const isRange = hasFigure && comparable(reading.kpi.unit, benchmark) !== null;
  return (
    <li data-best={isBest}>
      {isRange && <strong className="num">{benchmarkText(reading.kpi.unit, benchmark, reading.currency)}</strong>}
      {isBest && <span className={classes.best}>fits best</span>} <span>{benchmark.text}</span>
      <small>
        {benchmark.label}, {benchmark.source} · {KINDS[benchmark.kind]}
        {benchmark.condition ? ` · ${benchmark.condition}` : ""}
      </small>
    </li>
  );
}
