import { Table } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useState } from "react";
import { ChartFrame } from "./ChartFrame";
import { HEAT_LEVELS, heatLevel } from "./geometry";
import classes from "./Heatmap.module.css";

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MOVES: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

type Props = {
  label: string;
  grid: number[][];
  isStaffed: (day: number, hour: number) => boolean;
  /** What one cell says; a mean per hour when left out. */
  text?: (amount: number) => string;
  /** What the outline means, in the legend and in a cell's words. */
  outline?: { legend: string; cell: string };
  /** What more there is to say about an hour. */
  detail?: (day: number, hour: number) => string;
};

const STAFFED = { legend: "staffed hours", cell: "staffed" };

function perHour(mean: number): string {
  return mean >= 10 || mean === 0 ? mean.toFixed(0) : mean.toFixed(1);
}

function meanText(mean: number): string {
  return `${perHour(mean)} per hour`;
}

/** Seven days by twenty-four hours: an amount for each hour, some hours outlined. */
export function Heatmap({ label, grid, isStaffed, text = meanText, outline = STAFFED, detail }: Props) {
  const [at, setAt] = useState<[number, number] | null>(null);
  const busiest = Math.max(...grid.flat());
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const [day, hour] = at ?? [0, 8];
    setAt([Math.min(6, Math.max(0, day + move[0])), Math.min(23, Math.max(0, hour + move[1]))]);
  };
  const words = ([day, hour]: [number, number]) =>
    [
      `${DAYS[day]} ${String(hour).padStart(2, "0")}:00: ${text(grid[day]?.[hour] ?? 0)}`,
      isStaffed(day, hour) ? outline.cell : "",
      detail?.(day, hour),
    ]
      .filter(Boolean)
      .join(", ");
  const chart = (
    <div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${label}: move through the hours with the arrow keys`}
        aria-valuenow={at ? at[0] * 24 + at[1] : 0}
        aria-valuemin={0}
        aria-valuemax={167}
        aria-valuetext={words(at ?? [0, 0])}
        className={classes.heat}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
      >
        {DAYS.map((name, day) => (
          <Row
            key={name}
            name={name}
            day={day}
            values={grid[day] ?? []}
            busiest={busiest}
            at={at}
            onPoint={setAt}
            isStaffed={isStaffed}
          />
        ))}
        <span />
        {HOURS.map((hour) => (
          <span key={hour} className={classes.heatHour}>
            {hour % 3 === 0 ? String(hour).padStart(2, "0") : ""}
          </span>
        ))}
      </div>
      <HeatLegend busiest={text(busiest)} outline={outline.legend} words={at ? words(at) : ""} />
    </div>
  );
  return <ChartFrame label={label} chart={chart} table={<HeatTable grid={grid} />} />;
}

type RowProps = {
  name: string;
  day: number;
  values: number[];
  busiest: number;
  at: [number, number] | null;
  onPoint: (at: [number, number]) => void;
  isStaffed: Props["isStaffed"];
};

function Row({ name, day, values, busiest, at, onPoint, isStaffed }: RowProps) {
  return (
    <>
      <span className={classes.heatDay}>{name}</span>
      {HOURS.map((hour) => (
        <span
          key={hour}
          className={classes.heatCell}
          data-level={heatLevel(values[hour] ?? 0, busiest)}
          data-at={at?.[0] === day && at[1] === hour}
          data-staffed={isStaffed(day, hour)}
          data-left={isStaffed(day, hour) && !isStaffed(day, hour - 1)}
          data-right={isStaffed(day, hour) && !isStaffed(day, hour + 1)}
          data-top={isStaffed(day, hour) && !isStaffed(day - 1, hour)}
          data-bottom={isStaffed(day, hour) && !isStaffed(day + 1, hour)}
          onPointerEnter={() => onPoint([day, hour])}
        />
      ))}
    </>
  );
}

function HeatLegend({ busiest, outline, words }: { busiest: string; outline: string; words: string }) {
  return (
    <div className={classes.heatLegend}>
      <span className={classes.heatScale}>
        0
        {Array.from({ length: HEAT_LEVELS + 1 }, (_, level) => level).map((level) => (
          <i key={level} className={classes.heatCell} data-level={level} />
        ))}
        {busiest}
      </span>
      <span className={classes.heatScale}>
        <i className={classes.staffedKey} /> {outline}
      </span>
      <span className="num">{words}</span>
    </div>
  );
}

function HeatTable({ grid }: { grid: number[][] }) {
  return (
    <Table className="num">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Hour</Table.Th>
          {DAYS.map((day) => (
            <Table.Th key={day} ta="right">
              {day}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {HOURS.map((hour) => (
          <Table.Tr key={hour}>
            <Table.Td>{String(hour).padStart(2, "0")}:00</Table.Td>
            {DAYS.map((day, row) => (
              <Table.Td key={day} ta="right">
                {perHour(grid[row]?.[hour] ?? 0)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
