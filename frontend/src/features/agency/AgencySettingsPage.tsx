import { Link, useSearch } from "@tanstack/react-router";
import fields from "@/components/Fields.module.css";
import { Page } from "@/components/Page";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { AGENCY_SETTINGS, type AgencySettingsSection } from "@/lib/searches";
import { ActivitySection } from "./ActivitySection";
import { AgencySection } from "./AgencySection";
import { BrandSection } from "./BrandSection";
import { ClientsSection } from "./ClientsSection";
import { DomainsSection } from "./DomainsSection";
import { KeysSection } from "./KeysSection";
import { TeamSection } from "./TeamSection";

const NAMES: Record<AgencySettingsSection, string> = {
  agency: "Agency",
  team: "People",
  clients: "Clients",
  brand: "Brand",
  domains: "Domains",
  keys: "API keys",
  activity: "Activity",
};

const SECTIONS = {
  agency: AgencySection,
  team: TeamSection,
  clients: ClientsSection,
  brand: BrandSection,
  domains: DomainsSection,
  keys: KeysSection,
  activity: ActivitySection,
};

/** What only those who run the agency read. */
const FOR_OWNERS: readonly AgencySettingsSection[] = ["brand", "domains", "keys", "activity"];

export function AgencySettingsPage() {
  const { slug } = useAgency();
  const { canAdminister } = useAgencyRights();
  const { section = "agency" } = useSearch({ from: "/agencies/$agency/settings" });
  const shown = AGENCY_SETTINGS.filter((one) => canAdminister || !FOR_OWNERS.includes(one));
  const Section = SECTIONS[shown.includes(section) ? section : "agency"];
  return (
    <Page title="Settings">
      <nav aria-label="Settings" className={fields.tabs}>
        {shown.map((one) => (
          <Link
            key={one}
            to="/agencies/$agency/settings"
            params={{ agency: slug }}
            search={one === "agency" ? {} : { section: one }}
            className={fields.tab}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === section ? "page" : undefined}
          >
            {NAMES[one]}
          </Link>
        ))}
      </nav>
      <Section />
    </Page>
  );
}
