import { Mark } from "@/components/Mark";
import { type Column, Rows } from "@/components/Rows";
import { count, difference, MISSING, value } from "@/lib/format";
import { type Decomposition, isTotal, type Segment } from "./decomposition";
import { isThin, nameOf, sharesText } from "./effects";

type Props = { decomposition: Decomposition; currency?: string | null };

/** The decomposition as numbers: what each segment was, is, and does to the whole. */
export function SegmentTable({ decomposition, currency }: Props) {
  const { kpi, by, segments } = decomposition;
  const isSum = isTotal(decomposition);
  const text = (amount?: number | null) => value(kpi.unit, amount, currency);
  const delta = (amount?: number | null) =>
    typeof amount === "number" ? difference(kpi.unit, amount, currency) : MISSING;
  const columns: Column<Segment>[] = [
    {
      name: by.charAt(0) + by.slice(1).toLowerCase(),
      cell: (segment) => (
        <>
          {by === "RESOLVER" && (segment.key === "ai" || segment.key === "human") && (
            <>
              <Mark of={segment.key} />{" "}
            </>
          )}
          {nameOf(segment)}
        </>
      ),
    },
    { name: "Value", cell: ({ valueBefore, valueNow }) => `${text(valueBefore)} → ${text(valueNow)}` },
    { name: "Share of cases", cell: sharesText },
    { name: "n", cell: ({ nBefore, nNow }) => `${count(nBefore)} → ${count(nNow)}` },
    { name: isSum ? "Contribution" : "Rate effect", cell: ({ rateEffect }) => delta(rateEffect) },
    { name: "Mix effect", cell: ({ mixEffect }) => delta(mixEffect) },
  ];
  const shown = isSum ? columns.filter(({ name }) => name !== "Mix effect" && name !== "n") : columns;
  return (
    <Rows
      label={`${kpi.name}, segment by segment`}
      rows={segments}
      keyOf={({ key }) => key}
      columns={shown}
      isFew={(segment) => isThin(decomposition, segment)}
    />
  );
}
