import { scaleLinear } from "@visx/scale";
import classes from "./Whisker.module.css";

export type WhiskerRow = {
  key: string;
  label: string;
  value: number | null;
  interval: { low: number; high: number } | null;
  words: string;
  note?: string;
  isFew?: boolean;
};
type Props = {
  label: string;
  rows: WhiskerRow[];
  reference?: { at: number; label: string };
  tick: (at: number) => string;
};

const LARGEST = 12;

/** Values as dots with the whiskers of their intervals on one axis from zero, and the line that means no difference. */
export function Whisker({ label, rows, reference, tick }: Props) {
  const ends = rows.flatMap(({ value, interval }) => [value, interval?.high]).filter((one) => typeof one === "number");
  const largest = Math.max(...ends, reference?.at ?? 0, 0);
  const scale = scaleLinear<number>({
    domain: [0, Math.min(largest, LARGEST * (reference?.at ?? largest)) || 1],
    range: [0, 100],
  });
  scale.nice(4);
  const at = (value: number) => Math.min(100, Math.max(0, scale(value)));
  const [, high = 1] = scale.domain();
  return (
    <div>
      <ul aria-label={label} className={classes.chart}>
        {rows.map((row) => (
          <li key={row.key} className={classes.row} data-few={row.isFew}>
            <span className={classes.name}>
              {row.label}
              {row.note && <small>{row.note}</small>}
            </span>
            <span className={classes.track} aria-hidden="true">
              {reference && <i className={classes.reference} style={{ left: `${at(reference.at)}%` }} />}
              {row.interval && (
                <i
                  className={classes.whisker}
                  data-open={row.interval.high > high}
                  style={{
                    left: `${at(row.interval.low)}%`,
                    width: `${at(row.interval.high) - at(row.interval.low)}%`,
                  }}
                />
              )}
              {row.value !== null && <i className={classes.dot} style={{ left: `${at(row.value)}%` }} />}
            </span>
            <span className={`${classes.words} num`}>{row.words}</span>
          </li>
        ))}
      </ul>
      <div className={classes.row} aria-hidden="true">
        <span className={classes.track} data-axis>
          {scale.ticks(4).map((mark) => (
            <i key={mark} className={classes.tick} style={{ left: `${at(mark)}%` }}>
              {tick(mark)}
            </i>
          ))}
        </span>
      </div>
      {reference && <p className={classes.legend}>{`The dashed line, ${tick(reference.at)}: ${reference.label}.`}</p>}
    </div>
  );
}
