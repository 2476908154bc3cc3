import { scaleLinear } from "@visx/scale";
import type { ReactNode } from "react";
import type { Unit } from "@/graphql/graphql";
import { tick } from "@/lib/format";
import classes from "./DotPlot.module.css";
import { axis } from "./geometry";

export type DotRow = {
  key: string;
  heading: ReactNode;
  value: number;
  interval?: { low: number; high: number } | null;
  words: ReactNode;
  tone?: "good" | "bad";
};
type Props = {
  label: string;
  unit: Unit;
  rows: DotRow[];
  /** The middle half of all values, drawn as a band. */
  band?: { low: number; high: number } | null;
  median?: number | null;
};

const TICKS = 4;

/** Values as dots with the whiskers of their intervals on one axis; the band holds the middle half, the line is the median. */
export function DotPlot({ label, unit, rows, band, median }: Props) {
  const ends = rows.flatMap(({ value, interval }) => [value, interval?.low, interval?.high]);
  const y = axis(unit, [...ends, median, band?.low, band?.high], TICKS);
  const scale = scaleLinear<number>({ domain: [y.low, y.high], range: [0, 100], clamp: true });
  return (
    <div className={classes.plot}>
      <ul aria-label={label}>
        {rows.map(({ key, heading, value, interval, words, tone }) => (
          <li key={key} className={classes.row} data-tone={tone}>
            <span className={classes.name}>{heading}</span>
            <span className={classes.track} aria-hidden="true">
              {band && (
                <i
                  className={classes.band}
                  style={{ left: `${scale(band.low)}%`, width: `${scale(band.high) - scale(band.low)}%` }}
                />
              )}
              {typeof median === "number" && <i className={classes.median} style={{ left: `${scale(median)}%` }} />}
              {interval && (
                <i
                  className={classes.whisker}
                  style={{ left: `${scale(interval.low)}%`, width: `${scale(interval.high) - scale(interval.low)}%` }}
                />
              )}
              <i className={classes.dot} style={{ left: `${scale(value)}%` }} />
            </span>
            <span className={`${classes.words} num`}>{words}</span>
          </li>
        ))}
      </ul>
      <div className={classes.row} aria-hidden="true" data-axis>
        <span className={classes.track}>
          {y.ticks.map((mark) => (
            <i key={mark} className={classes.tick} style={{ left: `${scale(mark)}%` }}>
              {tick(unit, mark)}
            </i>
          ))}
        </span>
      </div>
    </div>
  );
}
