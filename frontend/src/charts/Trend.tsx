import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import type { PointCoreFragment, Unit } from "@/graphql/graphql";
import { longDay, periodText, shortDay } from "@/lib/days";
import { count, value } from "@/lib/format";
import { ChartFrame } from "./ChartFrame";
import classes from "./charts.module.css";
import { labelled, nearest, possible } from "./geometry";
import { GUTTER, Panel, type PanelLine } from "./Panel";
import { TrendTable } from "./TrendTable";
import { useCursor } from "./useCursor";

export type TrendPoint = PointCoreFragment & { usual?: Usual | null };
type Usual = { low: number; middle: number; high: number; weeks: number; isUnusual: boolean };

type Props = {
  name: string;
  unit: Unit;
  currency?: string | null;
  points: TrendPoint[];
  isSplit: boolean;
  target?: { value: number; upper?: number | null } | null;
  controls?: React.ReactNode;
};

const LABEL_ROOM = 76;

function linesOf(points: TrendPoint[], isSplit: boolean): PanelLine[] {
  const isPartial = points.map((point) => point.isPartial);
  const all: PanelLine = {
    isPartial,
    name: "All",
    color: "var(--ink)",
    values: points.map((point) => point.value),
    bands: points.map((point) => point.interval ?? null),
    usual: points.some((point) => point.usual) ? points.map((point) => point.usual ?? null) : undefined,
    height: isSplit ? 150 : 250,
  };
  if (!isSplit) return [all];
  return [
    ...(points.some((point) => typeof point.value === "number") ? [all] : []),
    {
      name: "AI",
      color: "var(--ai-mark)",
      text: "var(--ai)",
      values: points.map((point) => point.ai),
      isPartial,
      height: 84,
    },
    {
      name: "Human",
      color: "var(--human-mark)",
      text: "var(--human)",
      values: points.map((point) => point.human),
      isPartial,
      height: 84,
    },
  ];
}

function withPossible(unit: Unit, points: TrendPoint[]): TrendPoint[] {
  const values = points.map(({ value }) => value);
  return points.map((point) => (point.usual ? { ...point, usual: possible(unit, point.usual, values) } : point));
}

/** A KPI over time: all tickets, and below them AI and people, each on an axis of its own. */
export function Trend({ name, unit, currency, points: given, isSplit, target, controls }: Props) {
  const { ref, width } = useElementSize();
  const points = useMemo(() => withPossible(unit, given), [unit, given]);
  const cursor = useCursor(points.length);
  const lines = useMemo(() => linesOf(points, isSplit), [points, isSplit]);
  const plot = Math.max(0, width - GUTTER - 8);
  const shown = cursor.at === null ? undefined : points[cursor.at];
  if (!points.some(({ value, ai, human }) => [value, ai, human].some((one) => typeof one === "number"))) {
    return (
      <>
        <div className={classes.frameBar}>{controls}</div>
        <p className={classes.readout}>No values in this period.</p>
      </>
    );
  }
  const chart = (
    <div ref={ref}>
      <div
        role="slider"
        tabIndex={0}
        className={classes.trend}
        aria-label={`${name}: move through the points with the arrow keys`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, points.length - 1)}
        aria-valuenow={cursor.at ?? Math.max(0, points.length - 1)}
        aria-valuetext={readout({ unit, currency, isSplit }, shown ?? points.at(-1))}
        onKeyDown={cursor.onKeyDown}
        onBlur={() => cursor.setAt(null)}
        onPointerMove={({ clientX, currentTarget }) =>
          cursor.setAt(nearest(clientX - currentTarget.getBoundingClientRect().left - GUTTER, points.length, plot))
        }
        onPointerLeave={() => cursor.setAt(null)}
      >
        {lines.map((line) => (
          <Panel
            key={line.name}
            line={line}
            unit={unit}
            currency={currency}
            plot={plot}
            cursor={cursor.at}
            target={line.name === "All" ? target : null}
            hasName={isSplit}
          />
        ))}
        <DayAxis points={points} plot={plot} />
      </div>
      <p className={classes.readout}>
        {readout({ unit, currency, isSplit }, shown) || "Point at the chart, or focus it and use the arrow keys."}
      </p>
    </div>
  );
  return (
    <ChartFrame
      label={name}
      chart={chart}
      controls={controls}
      table={<TrendTable unit={unit} currency={currency} points={points} isSplit={isSplit} />}
      legend={<Legend points={points} />}
    />
  );
}

function when(point: TrendPoint): string {
  const days = point.from === point.to ? longDay(point.from) : periodText(point);
  return point.isPartial ? `${days} (not over yet)` : days;
}

type Shown = Pick<Props, "unit" | "currency" | "isSplit">;

function readout({ unit, currency, isSplit }: Shown, point: TrendPoint | undefined): string {
  if (!point) return "";
  const inUnit = (amount: number | null | undefined) => value(unit, amount, currency);
  const parts = isSplit ? ` · AI ${inUnit(point.ai)} · Human ${inUnit(point.human)}` : "";
  const usual = point.usual ? ` · usual ${inUnit(point.usual.low)} to ${inUnit(point.usual.high)}` : "";
  const mark = point.usual?.isUnusual ? " · unusual" : "";
  return `${when(point)}: ${inUnit(point.value)}${parts} · n ${count(point.n)}${usual}${mark}`;
}

/** What the chart's marks mean, where there are more than line and interval. */
function Legend({ points }: { points: TrendPoint[] }) {
  const weeks = Math.max(0, ...points.map((point) => point.usual?.weeks ?? 0));
  if (weeks === 0) return null;
  const unusual = points.filter((point) => point.usual?.isUnusual).length;
  return (
    <p className={classes.trendLegend}>
      <i className={classes.usualKey} aria-hidden="true" /> Usual for the weekday, from up to {weeks} earlier weeks
      <i className={classes.unusualKey} aria-hidden="true" /> {unusual} unusual {unusual === 1 ? "day" : "days"}
    </p>
  );
}

function DayAxis({ points, plot }: { points: TrendPoint[]; plot: number }) {
  const step = points.length > 1 ? plot / (points.length - 1) : 0;
  return (
    <svg width={plot + GUTTER + 8} height={22} aria-hidden="true" className={classes.axis}>
      {labelled(points.length, plot, LABEL_ROOM).map((index) => {
        const at = GUTTER + index * step;
        const anchor = index === points.length - 1 ? "end" : at < GUTTER + 30 ? "start" : "middle";
        return (
          <text key={index} x={at} y={15} textAnchor={anchor}>
            {shortDay(points[index]?.from ?? "2000-01-01")}
          </text>
        );
      })}
    </svg>
  );
}
