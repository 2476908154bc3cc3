import { NativeSelect, Skeleton } from "@mantine/core";
import { Trend } from "@/charts/lazy";
import { Card } from "@/components/Page";
import { isSplitShown } from "@/lib/words";
import type { OverviewReading } from "./Tile";

const EVERY = { DAY: "day by day", WEEK: "week by week" };

function hasValues({ series }: OverviewReading): boolean {
  return series.some((point) => typeof point.value === "number");
}

type Props = { readings?: OverviewReading[]; chosen?: string; onChoose: (key: string | undefined) => void };

/** The course of one of the tiles' KPIs, with AI and people on axes of their own. */
export function TrendCard({ readings, chosen, onChoose }: Props) {
  const reading = readings?.find(({ kpi }) => kpi.key === chosen) ?? readings?.find(hasValues) ?? readings?.[0];
  if (!readings || !reading) {
    return (
      <Card title="Trend">
        <Skeleton height={440} />
      </Card>
    );
  }
  const { kpi, series, target, currency } = reading;
  const [first] = series;
  const pace = !first || first.from === first.to ? EVERY.DAY : EVERY.WEEK;
  return (
    <Card
      title={`${kpi.name}, ${pace}`}
      subtitle="Shaded: the 95% interval. AI and human each on an axis of their own."
    >
      <Trend
        name={kpi.name}
        unit={kpi.unit}
        currency={currency}
        points={series}
        isSplit={isSplitShown(kpi.split, series)}
        target={target}
        controls={
          <NativeSelect
            size="xs"
            aria-label="KPI of this chart"
            value={kpi.key}
            onChange={({ currentTarget: { value } }) => onChoose(value)}
            data={readings.map((one) => ({ value: one.kpi.key, label: one.kpi.name }))}
          />
        }
      />
    </Card>
  );
}
