import { type ReactNode, useId } from "react";
import classes from "./Shell.module.css";

export type SideGroup = { name: string; links: { name: string; link: ReactNode }[] };
type Props = { groups: SideGroup[]; isOpen: boolean; onLeave: () => void };

/** The pages at the side, in named groups; on a phone they slide over the page, and a touch beside them closes them. */
export function Side({ groups, isOpen, onLeave }: Props) {
  const id = useId();
  return (
    <>
      <nav id="navigation" aria-label="Pages" className={classes.side} data-open={isOpen}>
        {groups.map(({ name, links }) => (
          <div key={name} className={classes.group}>
            <h2 id={`${id}${name}`} className={classes.groupName}>
              {name}
            </h2>
            <ul className={classes.links} aria-labelledby={`${id}${name}`}>
              {links.map(({ name, link }) => (
                <li key={name}>{link}</li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <button type="button" className={classes.scrim} aria-label="Close the menu" tabIndex={-1} onClick={onLeave} />
    </>
  );
}
