import { SegmentedControl } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ChartFrame } from "@/charts/ChartFrame";
import { Waterfall } from "@/charts/Waterfall";
import { Change } from "@/components/Change";
import { TextLink } from "@/components/links";
import { Card, EmptyState } from "@/components/Page";
import { Sentence } from "@/components/Sentence";
import type { WhyQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { periodText } from "@/lib/days";
import { count, value } from "@/lib/format";
import type { WhySearch } from "@/lib/insights";
import { parseRange } from "@/lib/range";
import { isFew } from "@/lib/words";
import { type Decomposition, isTotal } from "./decomposition";
import { effectsOf } from "./effects";
import { SegmentTable } from "./SegmentTable";
import classes from "./why.module.css";

type Props = { data: WhyQuery; search: WhySearch; onChange: (part: Partial<WhySearch>) => void };

/** The change in words, as a waterfall and as a table, and how it was worked out. */
export function Explanation({ data, search, onChange }: Props) {
  const decomposition = data.decomposition;
  const [reading] = data.readings;
  if (!reading || !decomposition) return null;
  if (typeof decomposition.change !== "number") return <Nothing missing={decomposition.missing} />;
  return (
    <div className={classes.stack}>
      <Headline decomposition={decomposition} reading={reading} search={search} />
      {decomposition.reverses && <Reversal name={decomposition.kpi.name} />}
      <Card title="From then to now" subtitle={howToRead(decomposition)}>
        <Picture decomposition={decomposition} reading={reading} search={search} onChange={onChange} />
      </Card>
      <Method decomposition={decomposition} />
    </div>
  );
}

function howToRead(decomposition: Decomposition): string {
  if (isTotal(decomposition))
    return "Each bar is what one segment adds to the whole or takes from it. A total has no mix.";
  return "Each bar: the segment’s own value changed (rate). Hatched: the value of no one changed, but their shares did (mix).";
}

function Nothing({ missing }: { missing: string[] }) {
  const { slug } = useAccount();
  return (
    <EmptyState
      title="There is no change to take apart"
      action={
        <TextLink to="/a/$account/import" params={{ account: slug }}>
          Import data
        </TextLink>
      }
    >
      {missing.length === 0 && "One of the two periods has no value."}
      {missing.map((sentence) => (
        <p key={sentence}>
          <Sentence>{sentence}</Sentence>
        </p>
      ))}
    </EmptyState>
  );
}

type Parts = { decomposition: Decomposition; reading: WhyQuery["readings"][number]; search: WhySearch };

function Headline({ decomposition, reading, search }: Parts) {
  const { slug } = useAccount();
  const { kpi, before, now, sentences, previousPeriod, period } = decomposition;
  const { currency, previous } = reading;
  const isThin = isFew(kpi.unit, Math.min(before.n, now.n));
  return (
    <Card>
      <div className={classes.headline}>
        <TextLink to="/a/$account/kpis/$key" params={{ account: slug, key: kpi.key }} search={parseRange(search)}>
          {kpi.name}
        </TextLink>
        <p className={`${classes.move} num`} data-few={isThin}>
          {value(kpi.unit, before.value, currency)} <span aria-hidden="true">→</span>
          <span className={classes.spoken}>to</span> {value(kpi.unit, now.value, currency)}
        </p>
        <Change unit={kpi.unit} moved={isThin ? null : previous} />
      </div>
      <p className={`${classes.cases} num`}>
        {periodText(previousPeriod)} (n {count(before.n)}) → {periodText(period)} (n {count(now.n)})
      </p>
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Sentence>{sentence}</Sentence>
          </li>
        ))}
        {isThin && <li>Too few cases to tell a change from chance: read the parts with care.</li>}
      </ul>
    </Card>
  );
}

function Reversal({ name }: { name: string }) {
  return (
    <div className={classes.warning} role="note">
      <IconAlertTriangle size={18} aria-hidden />
      <p>
        <strong>The whole moved against every one of its parts.</strong> Each segment of {name} went one way and the
        blended figure the other: only the mix did that. Judge the segments, not the blend.
      </p>
    </div>
  );
}

function Picture({ decomposition, reading, search, onChange }: Parts & Pick<Props, "onChange">) {
  const { kpi, before, now, previousPeriod, period } = decomposition;
  const { currency } = reading;
  const controls = isTotal(decomposition) ? null : (
    <SegmentedControl
      size="xs"
      aria-label="Mix effect"
      value={search.mix ?? "whole"}
      onChange={(next) => onChange({ mix: next === "each" ? "each" : undefined })}
      data={[
        { value: "whole", label: "Mix in one" },
        { value: "each", label: "Mix by segment" },
      ]}
    />
  );
  return (
    <ChartFrame
      label={`${kpi.name}, taken apart`}
      controls={controls}
      chart={
        <Waterfall
          label={`${kpi.name}, taken apart`}
          unit={kpi.unit}
          currency={currency}
          better={kpi.better}
          start={{ label: periodText(previousPeriod), value: before.value ?? 0 }}
          end={{ label: periodText(period), value: now.value ?? 0 }}
          isCertain={reading.previous?.isSignificant ?? false}
          effects={effectsOf(decomposition, currency, search.mix === "each")}
        />
      }
      table={<SegmentTable decomposition={decomposition} currency={currency} />}
    />
  );
}

function Method({ decomposition: { method, source } }: { decomposition: Decomposition }) {
  return (
    <Card title="How this is worked out">
      <p className={classes.method}>{method}</p>
      <p className={classes.source}>Source: {source}</p>
    </Card>
  );
}
