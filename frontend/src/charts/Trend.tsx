import { Table } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import type { PointCoreFragment, Unit } from "@/graphql/graphql";
import { longDay, periodText, shortDay } from "@/lib/days";
import { count, value } from "@/lib/format";
import { ChartFrame } from "./ChartFrame";
import classes from "./charts.module.css";
import { labelled, nearest } from "./geometry";
import { GUTTER, Panel, type PanelLine } from "./Panel";
import { useCursor } from "./useCursor";

type Props = {
  name: string;
  unit: Unit;
  points: PointCoreFragment[];
  isSplit: boolean;
  target?: { value: number; upper?: number | null } | null;
  controls?: React.ReactNode;
};

const LABEL_ROOM = 76;

function linesOf(points: PointCoreFragment[], isSplit: boolean): PanelLine[] {
  const all: PanelLine = {
    name: "All",
    color: "var(--ink)",
    values: points.map((point) => point.value),
    bands: points.map((point) => point.interval ?? null),
    height: isSplit ? 150 : 250,
  };
  if (!isSplit) return [all];
  return [
    all,
    {
      name: "AI",
      color: "var(--ai-mark)",
      text: "var(--ai)",
      values: points.map((point) => point.ai),
      height: 84,
    },
    {
      name: "Human",
      color: "var(--human-mark)",
      text: "var(--human)",
      values: points.map((point) => point.human),
      height: 84,
    },
  ];
}

/** A KPI over time: all tickets, and below them AI and people, each on an axis of its own. */
export function Trend({ name, unit, points, isSplit, target, controls }: Props) {
  const { ref, width } = useElementSize();
  const cursor = useCursor(points.length);
  const lines = useMemo(() => linesOf(points, isSplit), [points, isSplit]);
  const plot = Math.max(0, width - GUTTER - 8);
  const shown = cursor.at === null ? undefined : points[cursor.at];
  if (!points.some((point) => typeof point.value === "number")) {
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
        aria-valuetext={readout(unit, shown ?? points.at(-1), isSplit)}
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
            plot={plot}
            cursor={cursor.at}
            target={line.name === "All" ? target : null}
            hasName={isSplit}
          />
        ))}
        <DayAxis points={points} plot={plot} />
      </div>
      <p className={classes.readout}>
        {readout(unit, shown, isSplit) || "Point at the chart, or focus it and use the arrow keys."}
      </p>
    </div>
  );
  return (
    <ChartFrame
      label={name}
      chart={chart}
      controls={controls}
      table={<Rows unit={unit} points={points} isSplit={isSplit} />}
    />
  );
}

function when(point: PointCoreFragment): string {
  const days = point.from === point.to ? longDay(point.from) : periodText(point);
  return point.isPartial ? `${days} (not over yet)` : days;
}

function readout(unit: Unit, point: PointCoreFragment | undefined, isSplit: boolean): string {
  if (!point) return "";
  const parts = isSplit ? ` · AI ${value(unit, point.ai)} · Human ${value(unit, point.human)}` : "";
  return `${when(point)}: ${value(unit, point.value)}${parts} · n ${count(point.n)}`;
}

function DayAxis({ points, plot }: { points: PointCoreFragment[]; plot: number }) {
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

function Rows({ unit, points, isSplit }: { unit: Unit; points: PointCoreFragment[]; isSplit: boolean }) {
  const headings = ["From", "All", "n", ...(isSplit ? ["AI", "Human"] : [])];
  return (
    <Table className="num">
      <Table.Thead>
        <Table.Tr>
          {headings.map((heading) => (
            <Table.Th key={heading} ta={heading === "From" ? "left" : "right"}>
              {heading}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {points.toReversed().map((point) => (
          <Table.Tr key={point.from}>
            <Table.Td>{shortDay(point.from, true)}</Table.Td>
            <Table.Td ta="right">{value(unit, point.value)}</Table.Td>
            <Table.Td ta="right">{count(point.n)}</Table.Td>
            {isSplit && <Table.Td ta="right">{value(unit, point.ai)}</Table.Td>}
            {isSplit && <Table.Td ta="right">{value(unit, point.human)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
