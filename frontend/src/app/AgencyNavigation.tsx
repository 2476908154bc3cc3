import {
  IconArrowsUpDown,
  IconMailForward,
  IconScale,
  IconSettings,
  IconTable,
  IconTargetOff,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { parseSightSearch } from "@/lib/portfolio";
import classes from "./Shell.module.css";
import { Side } from "./Side";

const GROUPS = [
  {
    name: "Portfolio",
    pages: [
      { to: "/agencies/$agency", name: "Clients compared", Icon: IconTable, keepsSight: true },
      { to: "/agencies/$agency/movers", name: "Movers", Icon: IconArrowsUpDown, keepsSight: true },
      { to: "/agencies/$agency/consistency", name: "Consistency", Icon: IconScale, keepsSight: true },
      { to: "/agencies/$agency/off-target", name: "Off target", Icon: IconTargetOff, keepsSight: true },
    ],
  },
  {
    name: "Agency",
    pages: [
      { to: "/agencies/$agency/reports", name: "Reports", Icon: IconMailForward, keepsSight: false },
      { to: "/agencies/$agency/settings", name: "Settings", Icon: IconSettings, keepsSight: false },
    ],
  },
] as const;

type Page = {
  to: (typeof GROUPS)[number]["pages"][number]["to"];
  name: string;
  Icon: TablerIcon;
  keepsSight: boolean;
};
type Props = { slug: string; isOpen: boolean; onLeave: () => void };

/** The pages of an agency in groups; period and channel travel between pages of numbers. */
export function AgencyNavigation({ slug, isOpen, onLeave }: Props) {
  const groups = GROUPS.map(({ name, pages }) => ({
    name,
    links: pages.map((page: Page) => ({
      name: page.name,
      link: <PageLink slug={slug} page={page} onLeave={onLeave} />,
    })),
  }));
  return <Side groups={groups} isOpen={isOpen} onLeave={onLeave} />;
}

function PageLink({ slug, page, onLeave }: { slug: string; page: Page; onLeave: () => void }) {
  const { to, name, Icon, keepsSight } = page;
  return (
    <Link
      to={to}
      params={{ agency: slug }}
      search={(before) => (keepsSight ? parseSightSearch(before) : {})}
      className={classes.link}
      activeOptions={{ exact: to === "/agencies/$agency", includeSearch: false }}
      onClick={onLeave}
    >
      <Icon size={18} stroke={1.7} aria-hidden />
      {name}
    </Link>
  );
}
