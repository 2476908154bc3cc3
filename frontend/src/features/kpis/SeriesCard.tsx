import { SegmentedControl, Skeleton } from "@mantine/core";
import { Trend } from "@/charts/lazy";
import { Card } from "@/components/Page";
import type { Interval } from "@/graphql/graphql";
import { isSplitShown } from "@/lib/words";
import type { KpiReading } from "./Headline";

const INTERVALS = [
  { value: "DAY", label: "Days" },
  { value: "WEEK", label: "Weeks" },
  { value: "MONTH", label: "Months" },
];

type Props = { reading?: KpiReading; interval: Interval; onInterval: (interval: Interval) => void };

export function SeriesCard({ reading, interval, onInterval }: Props) {
  const controls = (
    <SegmentedControl
      size="xs"
      aria-label="A point for every"
      value={interval}
      onChange={(next) => onInterval(next as Interval)}
      data={INTERVALS}
    />
  );
  return (
    <Card title="Over time" subtitle="Shaded: the 95% interval of each point.">
      {reading ? (
        <Trend
          name={reading.kpi.name}
          unit={reading.kpi.unit}
          currency={reading.currency}
          points={reading.series}
          isSplit={isSplitShown(reading.kpi.split, reading.series)}
          target={reading.target}
          controls={controls}
        />
      ) : (
        <Skeleton height={420} />
      )}
    </Card>
  );
}
