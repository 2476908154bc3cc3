import { count, percent } from "@/lib/format";
import classes from "./Partition.module.css";

export type PartitionPart = { key: string; label: string; amount: number; look: "ai" | "human" | "bad" | "open" };
type Props = { label: string; parts: PartitionPart[]; total: number };

/** One whole and the parts it consists of, side by side on one bar. Only counts that add up may be drawn so. */
export function Partition({ label, parts, total }: Props) {
  const words = parts.map((part) => `${part.label} ${count(part.amount)}, ${percent(part.amount / total)}`).join("; ");
  return (
    <div className={classes.bar} role="img" aria-label={`${label}: ${words}`}>
      {parts
        .filter(({ amount }) => amount > 0)
        .map(({ key, amount, look }) => (
          <span key={key} className={classes.part} data-look={look} style={{ flexGrow: amount }} />
        ))}
    </div>
  );
}

/** The colour and pattern of a part, for a legend. */
export function PartKey({ look }: { look: PartitionPart["look"] }) {
  return <span className={classes.key} data-look={look} aria-hidden="true" />;
}
