import { scaleLinear } from "@visx/scale";
import { line } from "@visx/shape";
import classes from "./charts.module.css";
import { type Marked, runs } from "./geometry";

type Props = { values: (number | null | undefined)[]; target?: number | null; label: string };

const WIDTH = 300;
const HEIGHT = 44;
const PAD = 4;

/** A line without axes, for shape alone; the dot is the newest value, the dashes are the target. */
export function Sparkline({ values, target, label }: Props) {
  const known = values.filter((value): value is number => value !== null && value !== undefined);
  if (known.length < 2) return <div className={classes.sparkEmpty}>Too few days for a line</div>;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = scaleLinear<number>({ domain: [0, values.length - 1], range: [PAD, WIDTH - PAD] });
  const y = scaleLinear<number>({
    domain: low === high ? [low - 1, high + 1] : [low, high],
    range: [HEIGHT - PAD, PAD],
  });
  const path = line<Marked>({ x: ({ index }) => x(index), y: ({ value }) => y(value) });
  const stretches = runs(values);
  const last = stretches.at(-1)?.at(-1);
  const isTargetNear = target !== null && target !== undefined && target >= low && target <= high;
  return (
    <div className={classes.spark} role="img" aria-label={label}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        width="100%"
        height={HEIGHT}
        aria-hidden="true"
      >
        {isTargetNear && <line x1={0} x2={WIDTH} y1={y(target)} y2={y(target)} className={classes.targetLine} />}
        {stretches.map((stretch) => (
          <path key={stretch[0]?.index} d={path(stretch) ?? ""} className={classes.sparkLine} />
        ))}
      </svg>
      {last && (
        <span
          className={classes.sparkDot}
          style={{ left: `${(x(last.index) / WIDTH) * 100}%`, top: `${(y(last.value) / HEIGHT) * 100}%` }}
        />
      )}
    </div>
  );
}
