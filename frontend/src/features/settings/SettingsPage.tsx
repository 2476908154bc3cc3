import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { SettingsDocument, type SettingsQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { SETTINGS, type SettingsSection } from "@/lib/searches";
import { AccessSection } from "./AccessSection";
import { AccountSection } from "./AccountSection";
import { ActivitySection } from "./ActivitySection";
import { CalendarSection } from "./CalendarSection";
import { KeysSection } from "./KeysSection";
import { LifeSection } from "./LifeSection";
import { PeersSection } from "./PeersSection";
import { SlaSection } from "./SlaSection";
import classes from "./settings.module.css";
import { TargetsSection } from "./TargetsSection";

export type AccountSettings = SettingsQuery["account"];

const NAMES: Record<SettingsSection, string> = {
  account: "Account",
  access: "Access",
  keys: "API keys",
  calendar: "Business hours",
  sla: "SLA",
  targets: "Targets",
  peers: "Peers",
  activity: "Activity",
  life: "Data and closing",
};

export function SettingsPage() {
  const { slug } = useAccount();
  const { section = "account" } = useSearch({ from: "/a/$account/settings" });
  const settings = useQuery(query(slug, SettingsDocument, {}));
  return (
    <Page title="Settings">
      <nav aria-label="Settings" className={classes.tabs}>
        {SETTINGS.map((one) => (
          <Link
            key={one}
            to="/a/$account/settings"
            params={{ account: slug }}
            search={one === "account" ? {} : { section: one }}
            className={classes.tab}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === section ? "page" : undefined}
          >
            {NAMES[one]}
          </Link>
        ))}
      </nav>
      {settings.error && <PartError error={settings.error} retry={() => settings.refetch()} />}
      {settings.isPending && <Skeleton height={360} />}
      {settings.data && <Section section={section} data={settings.data} />}
    </Page>
  );
}

function Section({ section, data }: { section: SettingsSection; data: SettingsQuery }) {
  const { account, priorities } = data;
  if (section === "access") return <AccessSection />;
  if (section === "peers") return <PeersSection />;
  if (section === "activity") return <ActivitySection />;
  if (section === "life") return <LifeSection />;
  if (section === "keys") return <KeysSection keys={account.apiKeys} />;
  if (section === "calendar")
    return <CalendarSection calendars={account.calendars} teams={data.teams} channels={data.channels} />;
  if (section === "sla") return <SlaSection targets={account.slaTargets} priorities={priorities} />;
  if (section === "targets") return <TargetsSection targets={account.targets} />;
  return <AccountSection account={account} />;
}
