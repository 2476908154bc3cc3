import { Card } from "@/components/Page";
import type { BenchmarkCoreFragment, KpiDefinitionQuery } from "@/graphql/graphql";
import { sentence } from "@/lib/format";
import classes from "./page.module.css";

type Kpi = NonNullable<KpiDefinitionQuery["kpi"]>;
const BETTER = {
  HIGHER: "Higher is better.",
  LOWER: "Lower is better.",
  BAND: "Neither end is good: it wants a band.",
};

/** What a KPI counts, in words, and what others have published about it. */
export function DefinitionCard({ kpi }: { kpi: Kpi }) {
  return (
    <Card title="What it counts">
      <ul className={classes.sentences}>
        {kpi.definition.map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{BETTER[kpi.better]}</li>
      </ul>
      <code className={classes.formula}>{kpi.formula}</code>
      <dl className={classes.facts}>
        <div>
          <dt>A ticket belongs to the day it was</dt>
          <dd>{kpi.dayOf}</dd>
        </div>
        <div>
          <dt>Worth a look</dt>
          <dd>{sentence(kpi.cadence).toLowerCase()}</dd>
        </div>
        {typeof kpi.windowDays === "number" && (
          <div>
            <dt>Final after</dt>
            <dd>{kpi.windowDays} days</dd>
          </div>
        )}
        <div>
          <dt>Definition</dt>
          <dd className="num">{kpi.version}</dd>
        </div>
      </dl>
      {kpi.benchmarks.length > 0 && <Benchmarks benchmarks={kpi.benchmarks} />}
    </Card>
  );
}

function Benchmarks({ benchmarks }: { benchmarks: BenchmarkCoreFragment[] }) {
  return (
    <>
      <h3 className={classes.heading}>Published benchmarks</h3>
      <p className={classes.note} style={{ margin: "0 0 6px" }}>
        Claims of vendors' articles, not measured by us.
      </p>
      <ul className={classes.published}>
        {benchmarks.map((benchmark) => (
          <li key={`${benchmark.source} ${benchmark.text}`}>
            {benchmark.text}
            <small>
              {benchmark.label}, {benchmark.source} · {benchmark.kind.toLowerCase()}
              {benchmark.condition ? ` · ${benchmark.condition}` : ""}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
