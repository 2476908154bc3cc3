import { Bars } from "@/charts/Bars";
import { ChartFrame } from "@/charts/ChartFrame";
import { type Column, Rows } from "@/components/Rows";
import type { CauseCoreFragment } from "@/graphql/graphql";
import { count } from "@/lib/format";
import type { RangeSearch } from "@/lib/range";
import { isThin, marginText, rateText, surely } from "@/lib/rates";
import { DrillLink } from "./DrillLink";

export type Caused<Row> = { cause: CauseCoreFragment; row: Row };
type Props<Row> = {
  label: string;
  causes: readonly Caused<Row>[];
  range: RangeSearch;
  /** What the first column holds, and what its cases and their whole are called: "Topic", "Failed", "Resolved". */
  words: { name: string; cases: string; whole: string };
  /** What more there is to say about a row, in the chart and as further columns. */
  detail?: (row: Row) => string;
  extra?: readonly Column<Caused<Row>>[];
};

/** Causes by how many cases they make, with their rate among all cases of their kind. */
export function CauseList<Row>({ label, causes, range, words, detail, extra = [] }: Props<Row>) {
  const isFew = ({ cause }: Caused<Row>) => isThin(cause.rate);
  const name = ({ cause }: Caused<Row>) => (
    <DrillLink drill={cause.drill} range={range}>
      {cause.label}
    </DrillLink>
  );
  const columns: Column<Caused<Row>>[] = [
    { name: words.name, cell: name },
    { name: words.cases, cell: ({ cause }) => count(cause.n) },
    { name: words.whole, cell: ({ cause }) => count(cause.total) },
    { name: "Rate", cell: ({ cause }) => rateText(cause.rate) },
    { name: "±", cell: ({ cause }) => marginText(cause.rate) },
    ...extra,
  ];
  const bars = causes.map((caused) => ({
    key: caused.cause.key,
    label: name(caused),
    amount: caused.cause.n,
    words: `${count(caused.cause.n)} of ${count(caused.cause.total)}`,
    isFew: isFew(caused),
    detail: [surely(caused.cause.rate), detail?.(caused.row)].filter(Boolean).join(" · "),
  }));
  return (
    <ChartFrame
      label={label}
      chart={<Bars label={label} bars={bars} />}
      table={<Rows label={label} rows={causes} keyOf={({ cause }) => cause.key} columns={columns} isFew={isFew} />}
    />
  );
}

/** Causes that say nothing beyond themselves. */
export function plainly(causes: readonly CauseCoreFragment[]): Caused<null>[] {
  return causes.map((cause) => ({ cause, row: null }));
}
