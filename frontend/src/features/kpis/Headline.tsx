import { SegmentedControl } from "@mantine/core";
import { Bullet } from "@/charts/lazy";
import { Apart } from "@/components/Apart";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { Contradicted } from "@/components/Contradicted";
import { Freshness } from "@/components/Freshness";
import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import { Sentence } from "@/components/Sentence";
import type { KpiPageQuery } from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { periodText } from "@/lib/days";
import { value } from "@/lib/format";
import { parseRange } from "@/lib/range";
import { type KpiSearch, PERCENTILES } from "@/lib/searches";
import { comparable, isFew } from "@/lib/words";
import { Certainty, Notes, Parts } from "./Certainty";
import { KpiLink } from "./KpiLink";
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
      {search.version !== undefined && (
        <p className={classes.older}>
          Read by version {reading.versionNumber} of the definition.{" "}
          <button type="button" className={classes.plain} onClick={() => onChange({ version: undefined })}>
            Back to the current one
          </button>
        </p>
      )}
      {reading.isAvailable ? (
        <Available reading={reading} search={search} entry={entry} />
      ) : (
        <Missing reading={reading} />
      )}
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

type AvailableProps = Pick<Props, "reading" | "search" | "entry">;

function WhyLink({ kpi, search }: { kpi: KpiReading["kpi"]; search: KpiSearch }) {
  const { slug } = useAccount();
  const { percentile, clock, by } = search;
  return (
    <TextLink
      to="/a/$account/why"
      params={{ account: slug }}
      search={{ ...parseRange(search), kpi: kpi.key, percentile, clock, by }}
      aria-label={`Why did ${kpi.name} change?`}
    >
      Why?
    </TextLink>
  );
}

function Available({ reading, search, entry }: AvailableProps) {
  const { kpi, n, previous, target, interval, bestBenchmark, currency } = reading;
  const few = isFew(kpi.unit, n);
  return (
    <>
      <div className={classes.headline}>
        <div>
          <div className={classes.valueRow}>
            {kpi.split === "APART" && typeof reading.value !== "number" ? (
              <Apart unit={kpi.unit} currency={currency} split={reading.split} />
            ) : (
              <span className={`${classes.value} num`} data-few={few}>
                {value(kpi.unit, reading.value, currency)}
              </span>
            )}
            <Change unit={kpi.unit} moved={few ? null : previous} />
            <StatusChip status={reading.status} />
            {previous && entry.dimensions.length > 0 && <WhyLink kpi={kpi} search={search} />}
          </div>
          <Contradicted
            by={reading.contradictedBy}
            balancing={reading.balancing}
            link={(key, name) => (
              <KpiLink kpi={key} search={search}>
                {name}
              </KpiLink>
            )}
          />
          {typeof reading.value === "number" && (
            <Bullet
              unit={kpi.unit}
              value={reading.value}
              interval={interval}
              target={target}
              benchmark={comparable(kpi.unit, bestBenchmark)}
              label={`${kpi.name} against target and benchmark`}
            />
          )}
          <Certainty reading={reading} />
        </div>
        <div>
          <Parts reading={reading} search={search} />
          <Notes reading={reading} hasTickets={entry.hasTickets} />
        </div>
      </div>
      {!entry.isOutcome && <TargetEditor kpi={kpi} target={target} now={reading.value} />}
    </>
  );
}
