import type { Unit } from "@/graphql/graphql";
import { count, value } from "@/lib/format";
import { isFew } from "@/lib/words";
import { Mark } from "./Mark";
import classes from "./numbers.module.css";

type Part = { value?: number | null; n: number } | null | undefined;
type Props = { unit: Unit; currency?: string | null; split: { ai?: Part; human?: Part }; isSmall?: boolean };

/** The values of a KPI that is never blended: AI and people each on their own, each with its cases. */
export function Apart({ unit, currency, split, isSmall = false }: Props) {
  const shown = { unit, currency };
  return (
    <span className={`${classes.apart} num`} data-small={isSmall}>
      <Half {...shown} of="ai" name="AI" part={split.ai} />
      <Half {...shown} of="human" name="Human" part={split.human} />
    </span>
  );
}

type HalfProps = Pick<Props, "unit" | "currency"> & { of: "ai" | "human"; name: string; part: Part };

function Half({ unit, currency, of, name, part }: HalfProps) {
  if (!part || part.n === 0) return null;
  return (
    <span className={classes.split} data-few={isFew(unit, part.n)}>
      <Mark of={of} /> {name} <strong>{value(unit, part.value, currency)}</strong> <small>n {count(part.n)}</small>
    </span>
  );
}
