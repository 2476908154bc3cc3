import type { Unit } from "@/graphql/graphql";
import classes from "./charts.module.css";
import { bullet } from "./geometry";

type Range = { low?: number | null; high?: number | null };
type Props = {
  unit: Unit;
  value: number;
  interval?: { low: number; high: number } | null;
  target?: { value: number; upper?: number | null } | null;
  benchmark?: Range | null;
  label: string;
};

/** Where a value stands against its target (tall mark) and the published benchmark (band or short mark), from zero. */
export function Bullet({ unit, value, interval, target, benchmark, label }: Props) {
  const { at } = bullet(unit, [value, interval?.high, target?.value, target?.upper, benchmark?.low, benchmark?.high]);
  const { low, high } = benchmark ?? {};
  const isBand = typeof low === "number" && typeof high === "number" && low !== high;
  const single = isBand ? null : (low ?? high);
  return (
    <div className={classes.bullet} role="img" aria-label={label}>
      <span className={classes.bulletTrack} />
      {isBand && (
        <span className={classes.bulletBand} style={{ left: `${at(low)}%`, width: `${at(high) - at(low)}%` }} />
      )}
      {interval && (
        <span
          className={classes.bulletInterval}
          style={{ left: `${at(interval.low)}%`, width: `${at(interval.high) - at(interval.low)}%` }}
        />
      )}
      {typeof single === "number" && <span className={classes.bulletPublished} style={{ left: `${at(single)}%` }} />}
      {target && <span className={classes.bulletTarget} style={{ left: `${at(target.value)}%` }} />}
      {typeof target?.upper === "number" && (
        <span className={classes.bulletTarget} style={{ left: `${at(target.upper)}%` }} />
      )}
      <span className={classes.bulletDot} style={{ left: `${at(value)}%` }} />
    </div>
  );
}
