import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import type { Direction, Unit } from "@/graphql/graphql";
import { change } from "@/lib/format";
import classes from "./numbers.module.css";

const WORDS: Record<Direction, string> = {
  IMPROVED: "better",
  WORSENED: "worse",
  UNCHANGED: "unchanged",
  HIGHER: "higher",
  LOWER: "lower",
  NEW: "new",
  UNKNOWN: "",
};
const TONES: Partial<Record<Direction, string>> = { IMPROVED: "good", WORSENED: "bad" };

type Moved = {
  change?: number | null;
  relativeChange?: number | null;
  direction: Direction;
  isSignificant: boolean;
};
type Props = { unit: Unit; moved?: Moved | null; isSmall?: boolean };

/** What moved since the period before: arrow, amount, word. A move that chance can explain is "unchanged"; few cases have no colour. */
export function Change({ unit, moved, isSmall = false }: Props) {
  if (!moved || moved.direction === "UNKNOWN") return null;
  if (moved.direction === "NEW") return <span className={classes.change}>new</span>;
  const isUnchanged = moved.direction === "UNCHANGED" || !moved.isSignificant;
  if (isUnchanged) {
    return (
      <span className={classes.change}>
        <IconArrowRight size={14} aria-hidden />
        unchanged
      </span>
    );
  }
  const isUp = (moved.change ?? moved.relativeChange ?? 0) > 0;
  const Arrow = isUp ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={`${classes.change} num`} data-tone={isSmall ? undefined : TONES[moved.direction]}>
      <Arrow size={14} aria-hidden />
      {change(unit, moved)} {isSmall ? "" : WORDS[moved.direction]}
    </span>
  );
}
