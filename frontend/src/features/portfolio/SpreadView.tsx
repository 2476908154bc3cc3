import { percent, value } from "@/lib/format";
import { type Column, isRanked } from "./comparison";
import classes from "./spread.module.css";

/** All clients of one column on one line, and how much of what keeps them apart is more than chance. */
export function SpreadView({ column: { kpi, spread, cells } }: { column: Column }) {
  const { low, high, p25, median, p75 } = spread;
  if (spread.clients < 2 || typeof low !== "number" || typeof high !== "number") {
    return <span className={classes.words}>too few clients</span>;
  }
  const at = (amount: number) => (high > low ? ((amount - low) / (high - low)) * 100 : 50);
  const ranked = cells.filter(isRanked);
  return (
    <div className={classes.spread} title={spread.sentence}>
      <div className={classes.strip} aria-hidden="true">
        {typeof p25 === "number" && typeof p75 === "number" && (
          <i className={classes.middle} style={{ left: `${at(p25)}%`, width: `${at(p75) - at(p25)}%` }} />
        )}
        {ranked.map((cell) => (
          <i key={cell.clientId} className={classes.dot} style={{ left: `${at(cell.value)}%` }} />
        ))}
        {typeof median === "number" && <i className={classes.median} style={{ left: `${at(median)}%` }} />}
      </div>
      <span className={classes.words}>
        {value(kpi.unit, low)} to {value(kpi.unit, high)}
      </span>
      <span className={classes.words}>
        {typeof spread.beyondChance === "number" && spread.isInconsistent
          ? `${percent(spread.beyondChance, 0)} beyond chance`
          : "within chance"}
      </span>
    </div>
  );
}
