import { percent, value } from "@/lib/format";
import { type Column, isRanked } from "./comparison";
import classes from "./spread.module.css";

/** "84% beyond chance", "within chance", or why nothing is said. */
export function spreadWords({ kpi, spread }: Pick<Column, "kpi" | "spread">): string {
  if (!spread) return kpi.unit === "COUNT" ? "size, not compared" : "too few clients";
  const { beyondChance, isInconsistent } = spread;
  return isInconsistent ? `${percent(beyondChance ?? 0, 0)} beyond chance` : "within chance";
}

/** All clients of one column on one line, and how much of what keeps them apart is more than chance. */
export function SpreadView({ column: { kpi, spread, cells } }: { column: Column }) {
  if (!spread) return <span className={classes.words}>{spreadWords({ kpi, spread })}</span>;
  const { low, high, p25, median, p75 } = spread;
  const at = (amount: number) => (high > low ? ((amount - low) / (high - low)) * 100 : 50);
  const ranked = cells.filter(isRanked);
  return (
    <div className={classes.spread} title={spread.sentence}>
      <div className={classes.strip} aria-hidden="true">
        <i className={classes.middle} style={{ left: `${at(p25)}%`, width: `${at(p75) - at(p25)}%` }} />
        {ranked.map((cell) => (
          <i key={cell.clientId} className={classes.dot} style={{ left: `${at(cell.value)}%` }} />
        ))}
        <i className={classes.median} style={{ left: `${at(median)}%` }} />
      </div>
      <span className={classes.words}>
        {value(kpi.unit, low)} to {value(kpi.unit, high)}
      </span>
      <span className={classes.words}>{spreadWords({ kpi, spread })}</span>
    </div>
  );
}
