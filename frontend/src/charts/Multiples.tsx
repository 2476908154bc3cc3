import { scaleLinear, scaleLog } from "@visx/scale";
import { line } from "@visx/shape";
import type { ReactNode } from "react";
import type { Unit } from "@/graphql/graphql";
import { count, value as inUnit, tick } from "@/lib/format";
import { ChartFrame } from "./ChartFrame";
import { axis, decades, type Marked, nearest, runs, unfinished } from "./geometry";
import classes from "./Multiples.module.css";
import { useCursor } from "./useCursor";

type Maybe = number | null | undefined;
export type Course = {
  key: string;
  label: string;
  heading: ReactNode;
  points: { value?: Maybe; n: number; isPartial: boolean }[];
};
type Props = {
  label: string;
  unit: Unit;
  /** What each step of the lines is: "Oct 26 – Nov 1, 2026". */
  steps: string[];
  courses: Course[];
  /** The line drawn in grey behind every other. */
  reference: { label: string; values: Maybe[] };
  isLog?: boolean;
  controls?: ReactNode;
};

const WIDTH = 240;
const HEIGHT = 84;
const PAD = 5;

/** One small chart for each course, all on one scale, with one cursor for all of them. */
export function Multiples({ label, unit, steps, courses, reference, isLog = false, controls }: Props) {
  const cursor = useCursor(steps.length);
  const values = [...courses.flatMap(({ points }) => points.map(({ value }) => value)), ...reference.values];
  const y = isLog ? decades(values) : axis(unit, values, 3);
  const up = (isLog ? scaleLog<number> : scaleLinear<number>)({
    domain: [y.low, y.high],
    range: [HEIGHT - PAD, PAD],
    clamp: true,
  });
  const at = cursor.at ?? steps.length - 1;
  const place = (x: number, box: DOMRect) =>
    nearest(((x - box.left) / box.width) * WIDTH - PAD, steps.length, WIDTH - 2 * PAD);
  const chart = (
    <>
      <div
        role="slider"
        tabIndex={0}
        className={classes.cursor}
        aria-label={`${label}: move all charts through time with the arrow keys`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, steps.length - 1)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={`${steps[at] ?? ""}: ${reference.label} ${inUnit(unit, reference.values[at])}`}
        onKeyDown={cursor.onKeyDown}
        onBlur={() => cursor.setAt(null)}
      >
        {steps[at]}
        <span>
          <i className={classes.referenceKey} aria-hidden="true" /> {reference.label}{" "}
          {inUnit(unit, reference.values[at])}
        </span>
        <span>
          Every chart runs from {tick(unit, y.low)} to {tick(unit, y.high)}
          {isLog && ", each line ten times the one below"}
        </span>
      </div>
      <ul className={classes.grid} aria-label={label}>
        {courses.map((course) => (
          <li key={course.key} className={classes.multiple}>
            <div className={classes.head}>
              <span className={classes.name}>{course.heading}</span>
              <strong className="num">{inUnit(unit, course.points[at]?.value)}</strong>
            </div>
            <Lines
              course={course}
              reference={reference.values}
              ticks={y.ticks}
              up={up}
              cursor={cursor.at}
              label={`${course.label}: ${inUnit(unit, course.points[0]?.value)} at first, ${inUnit(unit, course.points.at(-1)?.value)} in the end`}
              onPoint={(x, box) => cursor.setAt(x === null ? null : place(x, box))}
            />
            <small className="num">n {count(course.points[at]?.n ?? 0)}</small>
          </li>
        ))}
      </ul>
    </>
  );
  return (
    <ChartFrame
      label={label}
      chart={chart}
      controls={controls}
      table={<CourseTable label={label} unit={unit} steps={steps} courses={courses} />}
    />
  );
}

type LineProps = {
  course: Course;
  reference: Maybe[];
  ticks: number[];
  up: (value: number) => number;
  cursor: number | null;
  label: string;
  onPoint: (x: number | null, box: DOMRect) => void;
};

function Lines({ course: { points }, reference, ticks, up, cursor, label, onPoint }: LineProps) {
  const across = scaleLinear<number>({ domain: [0, Math.max(1, points.length - 1)], range: [PAD, WIDTH - PAD] });
  const path = line<Marked>({ x: ({ index }) => across(index), y: ({ value }) => up(value) });
  const values = points.map(({ value }) => value);
  const isPartial = points.map((point) => point.isPartial);
  const whole = values.map((value, index) => (isPartial[index] ? null : value));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={classes.lines}
      role="img"
      aria-label={label}
      onPointerMove={({ clientX, currentTarget }) => onPoint(clientX, currentTarget.getBoundingClientRect())}
      onPointerLeave={({ currentTarget }) => onPoint(null, currentTarget.getBoundingClientRect())}
    >
      {ticks.map((mark) => (
        <line key={mark} x1={0} x2={WIDTH} y1={up(mark)} y2={up(mark)} className={classes.rule} />
      ))}
      {runs(reference).map((stretch) => (
        <path key={stretch[0]?.index} d={path(stretch) ?? ""} className={classes.reference} />
      ))}
      {unfinished(values, isPartial).map((pair) => (
        <path key={pair[0]?.index} d={path(pair) ?? ""} className={classes.unfinished} />
      ))}
      {runs(whole).map((stretch) => (
        <path
          key={stretch[0]?.index}
          d={
            stretch.length > 1 ? (path(stretch) ?? "") : dot(across(stretch[0]?.index ?? 0), up(stretch[0]?.value ?? 0))
          }
          className={classes.line}
        />
      ))}
      {cursor !== null && <line x1={across(cursor)} x2={across(cursor)} y1={0} y2={HEIGHT} className={classes.mark} />}
    </svg>
  );
}

/** A single value between gaps: a stroke long enough to be seen. */
function dot(x: number, y: number): string {
  return `M${x - 1.5},${y}h3`;
}

type TableProps = Pick<Props, "label" | "unit" | "steps" | "courses">;

function CourseTable({ label, unit, steps, courses }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.tableScroller} tabIndex={0} aria-label={label}>
      <table className={`${classes.table} num`}>
        <thead>
          <tr>
            <th scope="col">Client</th>
            {steps.map((step) => (
              <th key={step} scope="col">
                {step}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {courses.map((course) => (
            <tr key={course.key}>
              <th scope="row">{course.label}</th>
              {steps.map((step, index) => (
                <td key={step}>{inUnit(unit, course.points[index]?.value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
