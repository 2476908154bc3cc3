import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronsDown,
  IconChevronsUp,
  IconChevronUp,
  IconCircleCheck,
  IconEqual,
} from "@tabler/icons-react";
import place from "./place.module.css";
import classes from "./portfolio.module.css";

/** What colours and icons of the comparison mean. */
export function Legend({ hasRanks }: { hasRanks: boolean }) {
  return (
    <ul className={classes.legend}>
      <li>Colour: how far beyond its 95% interval a number lies from the clients' median.</li>
      <li>
        <span className={place.place} data-tone="good">
          <IconChevronUp size={14} aria-hidden /> better
        </span>{" "}
        <span className={place.place} data-tone="good">
          <IconChevronsUp size={14} aria-hidden /> clearly better
        </span>
      </li>
      <li>
        <span className={place.place} data-tone="bad">
          <IconChevronDown size={14} aria-hidden /> worse
        </span>{" "}
        <span className={place.place} data-tone="bad">
          <IconChevronsDown size={14} aria-hidden /> clearly worse
        </span>
      </li>
      <li>
        Against the client's own target:
        <span className={classes.key}>
          <IconCircleCheck size={14} aria-hidden /> on it
        </span>
        <span className={classes.key}>
          <IconAlertTriangle size={14} aria-hidden /> off it
        </span>
        <span className={classes.key}>
          <IconEqual size={14} aria-hidden /> too close to call
        </span>
      </li>
      {hasRanks && <li>Before a name: the ranks it may hold. Clients whose ranks overlap are tied.</li>}
      <li>No colour: chance can explain the difference. Grey: fewer than 30 cases, unranked.</li>
    </ul>
  );
}
