import { Card } from "@/components/Page";
import type { BenchmarkCoreFragment } from "@/graphql/graphql";
import { interval as intervalText, value } from "@/lib/format";
import { benchmarkText, comparable } from "@/lib/words";
import type { KpiReading } from "./Headline";
import classes from "./page.module.css";

const KINDS = { AVERAGE: "what is usual", TARGET: "to aim for", BEST: "best in class", ALERT: "a warning" };

function idOf({ source, text, condition }: BenchmarkCoreFragment): string {
  return `${source} ${text} ${condition}`;
}

/** The published figure that fits best first, the others below it; and the account's own months. */
export function BenchmarksCard({ reading }: { reading: KpiReading }) {
  const { kpi, bestBenchmark: best, benchmarks, ownHistory, currency } = reading;
  if (benchmarks.length === 0 && !ownHistory) return null;
  const others = benchmarks.filter((one) => !best || idOf(one) !== idOf(best));
  return (
    <Card title="Benchmarks" subtitle="Published figures are claims of articles, not measured by us.">
      <ul className={classes.published}>
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
