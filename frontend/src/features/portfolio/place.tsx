/** Where a number stands among the portfolio's: always icon and words beside the colour. */
import { VisuallyHidden } from "@mantine/core";
import {
  IconChevronDown,
  IconChevronsDown,
  IconChevronsUp,
  IconChevronUp,
  IconDots,
  IconEqual,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Position } from "@/graphql/agency";
import classes from "./place.module.css";

type Look = { words: string; short: string; tone: "good" | "bad" | "neutral"; isClear: boolean; Icon: TablerIcon };

export const PLACES: Record<Position, Look> = {
  CLEARLY_BETTER: {
    words: "clearly better than the median",
    short: "better",
    tone: "good",
    isClear: true,
    Icon: IconChevronsUp,
  },
  BETTER: { words: "better than the median", short: "better", tone: "good", isClear: false, Icon: IconChevronUp },
  TYPICAL: {
    words: "typical: within chance of the median",
    short: "typical",
    tone: "neutral",
    isClear: false,
    Icon: IconEqual,
  },
  WORSE: { words: "worse than the median", short: "worse", tone: "bad", isClear: false, Icon: IconChevronDown },
  CLEARLY_WORSE: {
    words: "clearly worse than the median",
    short: "worse",
    tone: "bad",
    isClear: true,
    Icon: IconChevronsDown,
  },
  HIGHER: { words: "higher than the median", short: "higher", tone: "neutral", isClear: false, Icon: IconChevronUp },
  LOWER: { words: "lower than the median", short: "lower", tone: "neutral", isClear: false, Icon: IconChevronDown },
  UNRANKED: {
    words: "not ranked",
    short: "",
    tone: "neutral",
    isClear: false,
    Icon: IconEqual,
  },
  NOT_ENOUGH_DATA: { words: "too few cases", short: "few cases", tone: "neutral", isClear: false, Icon: IconDots },
};

const QUIET = new Set<Position>(["TYPICAL", "UNRANKED"]);

/** "▲ better": only for those who listen where a place is typical or means nothing, unless asked for in whole words. */
export function Place({ position, isWhole = false }: { position: Position; isWhole?: boolean }) {
  const { words, short, tone, Icon } = PLACES[position];
  if (QUIET.has(position) && !isWhole) return <VisuallyHidden>{words}</VisuallyHidden>;
  return (
    <span className={classes.place} data-tone={tone} title={words}>
      <Icon size={14} stroke={2.2} aria-hidden />
      {isWhole ? words : short}
    </span>
  );
}
