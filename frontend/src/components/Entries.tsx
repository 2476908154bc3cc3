import type { ReactNode } from "react";
import classes from "./Entries.module.css";

/** A list of people, keys or other things that one may do something with. */
export function Entries({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.entries} aria-label={label}>
      {children}
    </ul>
  );
}

type EntryProps = {
  name: ReactNode;
  /** What else is known of it, in small letters. */
  about: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
};

export function Entry({ name, about, actions, children }: EntryProps) {
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <span className={classes.words}>
          <strong>{name}</strong>
          <small>{about}</small>
        </span>
        {actions && <span className={classes.actions}>{actions}</span>}
      </div>
      {children}
    </li>
  );
}

/** What stands below an entry and belongs to it. */
export function Below({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.below} aria-label={label}>
      {children}
    </ul>
  );
}

/** Parts of a text with a dot between those that there are. */
export function dotted(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
