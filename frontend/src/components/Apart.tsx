import type { Unit } from "@/graphql/graphql";
import { value } from "@/lib/format";
import { Mark } from "./Mark";
import classes from "./numbers.module.css";

type Part = { value?: number | null; n: number } | null | undefined;
type Props = { unit: Unit; currency?: string | null; split: { ai?: Part; human?: Part } };

/** The values of a KPI that is never blended: AI and people each on their own. */
export function Apart({ unit, currency, split }: Props) {
  return (
    <span className={`${classes.apart} num`}>
      {split.ai && split.ai.n > 0 && (
        <span className={classes.split}>
          <Mark of="ai" /> AI <strong>{value(unit, split.ai.value, currency)}</strong>
        </span>
      )}
      {split.human && split.human.n > 0 && (
        <span className={classes.split}>
          <Mark of="human" /> Human <strong>{value(unit, split.human.value, currency)}</strong>
        </span>
      )}
    </span>
  );
}
