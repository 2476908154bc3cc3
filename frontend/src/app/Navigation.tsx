import {
  IconApi,
  IconChartLine,
  IconFileImport,
  IconHeartHandshake,
  IconLayoutDashboard,
  IconMoodSad,
  IconRobot,
  IconSettings,
  IconStethoscope,
  IconTicket,
  IconZoomQuestion,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { parseRange } from "@/lib/range";
import classes from "./Shell.module.css";
import { Side } from "./Side";

const GROUPS = [
  {
    name: "Numbers",
    pages: [
      { to: "/a/$account", name: "Overview", Icon: IconLayoutDashboard, keepsRange: true },
      { to: "/a/$account/kpis", name: "KPIs", Icon: IconChartLine, keepsRange: true },
    ],
  },
  {
    name: "Panels",
    pages: [
      {
        to: "/a/$account/panels/$panel",
        panel: "service-health",
        name: "Service health",
        Icon: IconHeartHandshake,
        keepsRange: true,
      },
      { to: "/a/$account/panels/$panel", panel: "automation", name: "Automation", Icon: IconRobot, keepsRange: true },
      { to: "/a/$account/panels/$panel", panel: "friction", name: "Friction", Icon: IconMoodSad, keepsRange: true },
    ],
  },
  {
    name: "Causes",
    pages: [
      { to: "/a/$account/why", name: "Why it changed", Icon: IconZoomQuestion, keepsRange: true },
      { to: "/a/$account/diagnostics", name: "Diagnostics", Icon: IconStethoscope, keepsRange: true },
      { to: "/a/$account/tickets", name: "Tickets", Icon: IconTicket, keepsRange: false },
    ],
  },
  {
    name: "Account",
    pages: [
      { to: "/a/$account/import", name: "Import", Icon: IconFileImport, keepsRange: false },
      { to: "/a/$account/api", name: "API", Icon: IconApi, keepsRange: false },
      { to: "/a/$account/settings", name: "Settings", Icon: IconSettings, keepsRange: false },
    ],
  },
] as const;

type Props = { slug: string; isOpen: boolean; onLeave: () => void };

type Page = {
  to: (typeof GROUPS)[number]["pages"][number]["to"];
  name: string;
  Icon: TablerIcon;
  keepsRange: boolean;
  panel?: string;
};

/** The pages of an account in groups; the period and filters travel between pages of numbers. */
export function Navigation({ slug, isOpen, onLeave }: Props) {
  const groups = GROUPS.map(({ name, pages }) => ({
    name,
    links: pages.map((page: Page) => ({
      name: page.name,
      link: <PageLink slug={slug} page={page} onLeave={onLeave} />,
    })),
  }));
  return <Side groups={groups} isOpen={isOpen} onLeave={onLeave} />;
}

type LinkProps = { slug: string; page: Page; onLeave: () => void };

function PageLink({ slug, page: { to, name, Icon, keepsRange, panel = "" }, onLeave }: LinkProps) {
  return (
    <Link
      to={to}
      params={{ account: slug, panel }}
      search={(before) => (keepsRange ? parseRange(before) : {})}
      className={classes.link}
      activeOptions={{ exact: to === "/a/$account", includeSearch: false }}
      onClick={onLeave}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
      {name}
    </Link>
  );
}
