import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCircleCheck,
  IconCircleDashed,
  IconDots,
  IconEqual,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Status } from "@/graphql/graphql";
import classes from "./numbers.module.css";

const STATUSES: Record<Status, { words: string; tone: string; Icon: TablerIcon }> = {
  ON_TARGET: { words: "On target", tone: "good", Icon: IconCircleCheck },
  OFF_TARGET: { words: "Off target", tone: "bad", Icon: IconAlertTriangle },
  CONTRADICTED: { words: "Contradicted", tone: "bad", Icon: IconArrowsSplit2 },
  TOO_CLOSE_TO_CALL: { words: "Too close to call", tone: "neutral", Icon: IconEqual },
  NOT_ENOUGH_DATA: { words: "Not enough data", tone: "neutral", Icon: IconDots },
  NO_TARGET: { words: "No target", tone: "neutral", Icon: IconCircleDashed },
};

/** How a value stands against its target: colour, icon and words. */
export function StatusChip({ status }: { status: Status }) {
  const { words, tone, Icon } = STATUSES[status];
  return (
    <span className={classes.chip} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {words}
    </span>
  );
}
