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

/** Names what got worse while a KPI improved: arrow, amount, words. */
export function Contradicted({ by, balancing, link }: Props) {
  if (by.length === 0) return null;
  return (
    <p className={classes.note}>
      At what price:{" "}
      {by.map(({ key, name }, index) => {
        const partner = balancing.find(({ kpi }) => kpi.key === key);
        return (
          <span key={key}>
            {index > 0 && ", "}
            {link(key, name)} got worse <Amount partner={partner} />
          </span>
        );
      })}
      .
    </p>
  );
}

function Amount({ partner }: { partner?: Partner }) {
  const moved = partner?.previous;
  if (!partner || !moved) return null;
  const Arrow = (moved.change ?? moved.relativeChange ?? 0) > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={`${classes.amount} num`}>
      <Arrow size={13} aria-hidden />
      {change(partner.kpi.unit, moved)}
    </span>
  );
}
