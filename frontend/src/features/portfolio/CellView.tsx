import { VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconEqual, type TablerIcon } from "@tabler/icons-react";
import { Change } from "@/components/Change";
import type { Status } from "@/graphql/agency";
import { count, margin, value } from "@/lib/format";
import type { SightSearch } from "@/lib/portfolio";
import { isFew, targetText } from "@/lib/words";
import { NumberLink } from "./ClientLink";
import type { Cell, Client, Column } from "./comparison";
import { PLACES, Place } from "./place";
import classes from "./table.module.css";

type Props = { cell?: Cell; client: Client; kpi: Column["kpi"]; search: SightSearch };

/** One client's number: value, n and margin, change, place among the portfolio, target. It leads to the client's own page. */
export function CellView({ cell, client, kpi, search }: Props) {
  if (!cell?.isAvailable) return <Missing sentences={cell?.missing ?? []} />;
  if (typeof cell.value !== "number") return <span className={classes.none}>no cases</span>;
  const few = isFew(kpi.unit, cell.n);
  const { tone } = PLACES[cell.position];
  return (
    <div className={classes.cell} data-few={few}>
      <span className={classes.line} data-tone={few ? undefined : tone}>
        <Place position={cell.position} />
        <NumberLink client={client} kpi={kpi} search={search} className={classes.value}>
          {value(kpi.unit, cell.value, cell.currency)}
        </NumberLink>
      </span>
      <span className={classes.line}>
        <Aim cell={cell} kpi={kpi} />
        <span className={classes.small}>{sureness(kpi.unit, cell)}</span>
      </span>
      {search.compare !== "none" && (
        <span className={classes.line}>
          <span />
          <span className={classes.moved}>
            <Change unit={kpi.unit} moved={few ? null : cell} />
          </span>
        </span>
      )}
    </div>
  );
}

function Missing({ sentences }: { sentences: readonly string[] }) {
  return (
    <span className={classes.none} title={sentences.join(" ")}>
      not available
      <VisuallyHidden>: {sentences.join(" ")}</VisuallyHidden>
    </span>
  );
}

type Sure = { n: number; interval?: { low: number; high: number } | null; isPartial?: boolean };

/** "± 1.4 pt · n 3,907"; "n 12 so far" while the period is not over in the client's zone. */
export function sureness(unit: Column["kpi"]["unit"], { n, interval, isPartial }: Sure) {
  const cases = unit === "COUNT" ? "" : `n ${count(n)}`;
  const parts = [
    unit === "PERCENT" && interval ? margin(interval) : "",
    `${cases}${isPartial ? " so far" : ""}`.trim(),
  ];
  return parts.filter(Boolean).join(" · ");
}

const AIMS: Partial<Record<Status, { words: string; tone: string; Icon: TablerIcon }>> = {
  ON_TARGET: { words: "on target", tone: "good", Icon: IconCircleCheck },
  OFF_TARGET: { words: "off target", tone: "bad", Icon: IconAlertTriangle },
  CONTRADICTED: { words: "contradicted", tone: "bad", Icon: IconAlertTriangle },
  TOO_CLOSE_TO_CALL: { words: "target too close to call", tone: "neutral", Icon: IconEqual },
};

/** How a number stands against the client's own target; nothing without one. */
export function Aim({ cell, kpi, isWhole = false }: { cell: Cell; kpi: Column["kpi"]; isWhole?: boolean }) {
  const aim = AIMS[cell.status];
  if (!aim || !cell.target) return <span />;
  const { words, tone, Icon } = aim;
  const sentence = `${words}: ${targetText(kpi.unit, kpi.better, cell.target, cell.currency)}`;
  return (
    <span className={classes.aim} data-tone={tone} title={sentence}>
      <Icon size={14} aria-hidden />
      {isWhole ? sentence : <VisuallyHidden>{sentence}</VisuallyHidden>}
    </span>
  );
}
