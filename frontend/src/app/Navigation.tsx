import {
  IconApi,
  IconChartLine,
  IconFileImport,
  IconLayoutDashboard,
  IconSettings,
  IconTicket,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { parseRange } from "@/lib/range";
import classes from "./Shell.module.css";

const PAGES = [
  { to: "/a/$account", name: "Overview", Icon: IconLayoutDashboard, keepsRange: true },
  { to: "/a/$account/kpis", name: "KPIs", Icon: IconChartLine, keepsRange: true },
  { to: "/a/$account/tickets", name: "Tickets", Icon: IconTicket, keepsRange: false },
  { to: "/a/$account/import", name: "Import", Icon: IconFileImport, keepsRange: false },
  { to: "/a/$account/api", name: "API", Icon: IconApi, keepsRange: false },
  { to: "/a/$account/settings", name: "Settings", Icon: IconSettings, keepsRange: false },
] as const;

type Props = { slug: string; isOpen: boolean; onLeave: () => void };

/** The pages of an account; the period and filters travel between pages of numbers. */
export function Navigation({ slug, isOpen, onLeave }: Props) {
  return (
    <>
      <nav id="navigation" aria-label="Pages" className={classes.side} data-open={isOpen}>
        <ul className={classes.links}>
          {PAGES.map(({ to, name, Icon, keepsRange }) => (
            <li key={to}>
              <Link
                to={to}
                params={{ account: slug }}
                search={(before) => (keepsRange ? parseRange(before) : {})}
                className={classes.link}
                activeOptions={{ exact: to === "/a/$account", includeSearch: false }}
                onClick={onLeave}
              >
                <Icon size={18} stroke={1.7} aria-hidden />
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <button type="button" className={classes.scrim} aria-label="Close the menu" tabIndex={-1} onClick={onLeave} />
    </>
  );
}
