import { NativeSelect, Skeleton, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { bullet } from "@/charts/geometry";
import { Apart } from "@/components/Apart";
import { Change } from "@/components/Change";
import { StatusChip } from "@/components/Chip";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  type Dimension,
  KpiBreakdownDocument,
  type KpiBreakdownQuery,
  type KpiBreakdownQueryVariables,
} from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, margin, sentence, value } from "@/lib/format";
import type { RangeSearch } from "@/lib/range";
import { DIMENSIONS } from "@/lib/searches";
import { isFew, targetText } from "@/lib/words";
import own from "./bars.module.css";
import classes from "./page.module.css";

type Segment = KpiBreakdownQuery["readings"][number]["breakdown"][number];
type Props = {
  entry: KpiEntry;
  view: Omit<KpiBreakdownQueryVariables, "by">;
  by?: Dimension;
  onBy: (by: Dimension) => void;
  onFilter: (part: Partial<RangeSearch>) => void;
};

/** The same KPI for every channel, priority, topic, team or resolver: most cases first, never ranked by value. */
export function BreakdownCard({ entry, view, by, onBy, onFilter }: Props) {
  const { slug } = useAccount();
  const offered = DIMENSIONS.filter((dimension) => entry.dimensions.includes(dimension));
  const chosen = by && offered.some((one) => one === by) ? by : offered[0];
  const breakdown = useQuery({
    ...query(slug, KpiBreakdownDocument, { ...view, by: chosen ?? "CHANNEL" }),
    enabled: chosen !== undefined,
  });
  if (!chosen) return null;
  const [reading] = breakdown.data?.readings ?? [];
  const segments = reading?.breakdown.toSorted((a, b) => b.n - a.n);
  return (
    <Card
      title={`By ${chosen.toLowerCase()}`}
      subtitle="Most cases first. Choose one to narrow the whole page to it."
      actions={
        <NativeSelect
          size="xs"
          aria-label="Break down by"
          value={chosen}
          onChange={({ currentTarget }) => onBy(currentTarget.value as Dimension)}
          data={offered.map((dimension) => ({ value: dimension, label: sentence(dimension) }))}
        />
      }
    >
      {breakdown.error && <PartError error={breakdown.error} retry={() => breakdown.refetch()} />}
      {breakdown.isPending && <Skeleton height={220} />}
      {segments?.length === 0 && <p className={classes.note}>No cases in this period.</p>}
      {segments && segments.length > 0 && (
        <Bars
          name={sentence(chosen)}
          entry={entry}
          segments={segments}
          currency={reading?.currency}
          onChoose={(key) => onFilter({ [chosen.toLowerCase()]: [key] })}
        />
      )}
    </Card>
  );
}

function Bars({
  name,
  entry,
  segments,
  currency,
  onChoose,
}: {
  name: string;
  entry: KpiEntry;
  segments: Segment[];
  currency?: string | null;
  onChoose: (key: string) => void;
}) {
  const scale = bullet(
    entry.unit,
    segments.map((segment) => segment.value),
  );
  const isCount = entry.unit === "COUNT";
  const isApart = entry.split === "APART";
  const hasTargets = segments.some(({ target }) => target);
  return (
    <table className={`${own.bars} num`}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <td className={own.barCell} />
          <th scope="col">{isCount ? "Tickets" : "Value"}</th>
          {entry.unit === "PERCENT" && <th scope="col">±</th>}
          {!isCount && <th scope="col">n</th>}
          <th scope="col">Change</th>
          {hasTargets && (
            <th scope="col" className={own.targeted}>
              Target
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <tr key={segment.key} data-few={isFew(entry.unit, segment.n)}>
            <th scope="row">
              <UnstyledButton onClick={() => onChoose(segment.key)}>{segment.label || "unlabelled"}</UnstyledButton>
              {segment.target && (
                <span className={own.below}>
                  <Standing entry={entry} segment={segment} currency={currency} />
                </span>
              )}
            </th>
            <td className={own.barCell}>
              <Bar segment={segment} at={scale.at} />
            </td>
            <td>
              {isApart ? (
                <Apart unit={entry.unit} currency={currency} split={segment.split} isSmall />
              ) : (
                value(entry.unit, segment.value, currency)
              )}
            </td>
            {entry.unit === "PERCENT" && <td>{segment.interval ? margin(segment.interval).slice(2) : "–"}</td>}
            {!isCount && <td>{count(segment.n)}</td>}
            <td>{isFew(entry.unit, segment.n) ? "few cases" : <Change unit={entry.unit} moved={moved(segment)} />}</td>
            {hasTargets && (
              <td className={own.targeted}>
                <Standing entry={entry} segment={segment} currency={currency} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type StandingProps = { entry: KpiEntry; segment: Segment; currency?: string | null };

/** A segment against its own target; on a phone it stands below the segment's name. */
function Standing({ entry, segment: { target, status }, currency }: StandingProps) {
  if (!target) return "–";
  return (
    <>
      <StatusChip status={status} />
      <small>{targetText(entry.unit, entry.better, target, currency)}</small>
    </>
  );
}

/** The change of a segment in percent too, where its unit is no rate. */
function moved({ change, value: now, isSignificant, direction }: Segment) {
  const before = typeof change === "number" && typeof now === "number" ? now - change : 0;
  return {
    change,
    isSignificant,
    direction,
    relativeChange: before && typeof change === "number" ? change / before : null,
  };
}

function Bar({ segment, at }: { segment: Segment; at: (value: number) => number }) {
  const { interval, key } = segment;
  const [zero, end] = [at(0), at(segment.value ?? 0)];
  return (
    <span className={own.bar} aria-hidden="true">
      <i data-of={key} style={{ left: `${Math.min(zero, end)}%`, width: `${Math.abs(end - zero)}%` }} />
      {interval && <b style={{ left: `${at(interval.low)}%`, width: `${at(interval.high) - at(interval.low)}%` }} />}
    </span>
  );
}
