import { scaleLinear } from "@visx/scale";
import { area, line as linePath } from "@visx/shape";
import type { Unit } from "@/graphql/graphql";
import { value as inUnit, tick } from "@/lib/format";
import classes from "./charts.module.css";
import { axis, type Marked, runs, unfinished } from "./geometry";

export const GUTTER = 58;
const TOP = 14;
const BOTTOM = 6;
const TIGHT = 100;

type Band = { low: number; high: number } | null;
type Usual = { low: number; high: number; isUnusual: boolean } | null;
export type PanelLine = {
  name: string;
  color: string;
  text?: string;
  values: (number | null | undefined)[];
  bands?: Band[];
  usual?: Usual[];
  isPartial?: boolean[];
  height: number;
};

type Props = {
  line: PanelLine;
  unit: Unit;
  currency?: string | null;
  plot: number;
  cursor: number | null;
  target?: { value: number; upper?: number | null } | null;
  hasName: boolean;
};

/** One small multiple: a line, the band of its intervals, the target, on a zero-based axis of its own. */
export function Panel({ line, unit, currency, plot, cursor, target, hasName }: Props) {
  const { values, height, color, isPartial = [] } = line;
  const y = axisOf(line, unit, target);
  const vertical = scaleLinear<number>({
    domain: [y.low, y.high],
    range: [height - BOTTOM, TOP],
    clamp: true,
  });
  const horizontal = scaleLinear<number>({
    domain: [0, Math.max(1, values.length - 1)],
    range: [GUTTER, GUTTER + plot],
  });
  const path = linePath<Marked>({ x: ({ index }) => horizontal(index), y: ({ value }) => vertical(value) });
  const at = cursor === null ? null : values[cursor];
  return (
    <svg width={GUTTER + plot + 8} height={height} aria-hidden="true" className={classes.axis}>
      {y.ticks.map((mark) => (
        <g key={mark}>
          <line x1={GUTTER} x2={GUTTER + plot} y1={vertical(mark)} y2={vertical(mark)} className={classes.grid} />
          <text x={GUTTER - 8} y={vertical(mark) + 4} textAnchor="end">
            {tick(unit, mark, currency)}
          </text>
        </g>
      ))}
      {line.usual && <UsualBand usual={line.usual} x={horizontal} y={vertical} />}
      {line.bands && <BandArea bands={line.bands} x={horizontal} y={vertical} />}
      {target && <TargetLine unit={unit} currency={currency} target={target} y={vertical} plot={plot} />}
      {unfinished(values, isPartial).map((pair) => (
        <path key={pair[0]?.index} d={path(pair) ?? ""} className={classes.unfinished} stroke={color} />
      ))}
      {runs(values.map((one, index) => (isPartial[index] ? null : one))).map((stretch) =>
        stretch.length > 1 ? (
          <path
            key={stretch[0]?.index}
            d={path(stretch) ?? ""}
            fill="none"
            stroke={color}
            strokeWidth={2}
            strokeLinejoin="round"
          />
        ) : (
          <circle
            key={stretch[0]?.index}
            cx={horizontal(stretch[0]?.index ?? 0)}
            cy={vertical(stretch[0]?.value ?? 0)}
            r={2.5}
            fill={color}
          />
        ),
      )}
      {line.usual && <UnusualMarks usual={line.usual} values={values} x={horizontal} y={vertical} />}
      {cursor !== null && (
        <line
          x1={horizontal(cursor)}
          x2={horizontal(cursor)}
          y1={TOP}
          y2={height - BOTTOM}
          className={classes.cursor}
        />
      )}
      {cursor !== null && at !== null && at !== undefined && (
        <circle cx={horizontal(cursor)} cy={vertical(at)} r={4} fill={color} stroke="var(--surface)" strokeWidth={2} />
      )}
      {hasName && (
        <text x={GUTTER + 6} y={TOP - 2} className={classes.panelName} style={{ fill: line.text ?? color }}>
          {line.name}
        </text>
      )}
    </svg>
  );
}

function axisOf(line: PanelLine, unit: Unit, target: Props["target"]) {
  const known = line.values.filter((one): one is number => one !== null && one !== undefined);
  const largest = Math.max(...known, 0);
  const within = target && target.value <= largest * 2 ? [target.value] : [];
  const usual = (line.usual ?? []).flatMap((one) => (one && one.high <= largest * 2 ? [one.low, one.high] : []));
  return axis(unit, [...line.values, ...within, ...usual], line.height < TIGHT ? 2 : 4);
}

type Scale = ReturnType<typeof scaleLinear<number>>;

function BandArea({ bands, x, y }: { bands: Band[]; x: Scale; y: Scale }) {
  const shape = area<Marked>({
    x: ({ index }) => x(index),
    y0: ({ index }) => y(bands[index]?.low ?? 0),
    y1: ({ index }) => y(bands[index]?.high ?? 0),
  });
  return runs(bands.map((band) => band?.low)).map((stretch) => (
    <path key={stretch[0]?.index} d={shape(stretch) ?? ""} fill="var(--band)" opacity={0.8} />
  ));
}

/** What is usual, between two dotted lines. */
function UsualBand({ usual, x, y }: { usual: Usual[]; x: Scale; y: Scale }) {
  const edge = (side: "low" | "high") =>
    linePath<Marked>({ x: ({ index }) => x(index), y: ({ index }) => y(usual[index]?.[side] ?? 0) });
  return runs(usual.map((one) => one?.low)).map((stretch) => (
    <g key={stretch[0]?.index}>
      <path d={edge("low")(stretch) ?? ""} className={classes.usualEdge} />
      <path d={edge("high")(stretch) ?? ""} className={classes.usualEdge} />
    </g>
  ));
}

/** A diamond on every day outside what is usual: a shape, not a colour. */
function UnusualMarks({ usual, values, x, y }: { usual: Usual[]; values: PanelLine["values"]; x: Scale; y: Scale }) {
  return values.map((value, index) =>
    typeof value === "number" && usual[index]?.isUnusual ? (
      <path
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the day's place on the axis
        key={index}
        d={`M${x(index)} ${y(value) - 6}l6 6l-6 6l-6-6z`}
        className={classes.unusual}
      />
    ) : null,
  );
}

type TargetLineProps = { unit: Unit; currency?: string | null; target: { value: number }; y: Scale; plot: number };

function TargetLine({ unit, currency, target, y, plot }: TargetLineProps) {
  const [low = 0, high = 0] = y.domain();
  if (target.value < low || target.value > high) return null;
  const at = y(target.value);
  return (
    <g>
      <line x1={GUTTER} x2={GUTTER + plot} y1={at} y2={at} className={classes.targetLine} />
      <text x={GUTTER + plot - 4} y={at - 5} textAnchor="end" className={classes.haloed}>
        {`Target ${inUnit(unit, target.value, currency)}`}
      </text>
    </g>
  );
}
