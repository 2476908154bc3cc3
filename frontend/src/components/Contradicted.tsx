import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Direction, Unit } from "@/graphql/graphql";
import { change } from "@/lib/format";
import classes from "./Contradicted.module.css";

type Partner = {
  kpi: { key: string; name: string; unit: Unit };
  previous?: {
    change?: number | null;
    relativeChange?: number | null;
    direction: Direction;
    isSignificant: boolean;
  } | null;
};
type Props = {
  by: readonly { key: string; name: string }[];
  balancing: readonly Partner[];
  link: (kpi: string, name: string) => ReactNode;
};

/** Names what contradicts a KPI that improved or is on target: what got worse (arrow, amount, words) or misses its own target. */
export function Contradicted({ by, balancing, link }: Props) {
  if (by.length === 0) return null;
  return (
    <p className={classes.note}>
      But{" "}
      {by.map(({ key, name }, index) => {
        const partner = balancing.find(({ kpi }) => kpi.key === key);
        return (
          <span key={key}>
            {index > 0 && (index === by.length - 1 ? " and " : ", ")}
            {link(key, name)} <Fault partner={partner} />
          </span>
        );
      })}
      .
    </p>
  );
}

function Fault({ partner }: { partner?: Partner }) {
  const moved = partner?.previous;
  if (!partner || moved?.direction !== "WORSENED" || !moved.isSignificant) return "misses its target";
  const Arrow = (moved.change ?? moved.relativeChange ?? 0) > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <>
      got worse{" "}
      <span className={`${classes.amount} num`}>
        <Arrow size={13} aria-hidden />
        {change(partner.kpi.unit, moved)}
      </span>
    </>
  );
}
