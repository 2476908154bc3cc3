/** The audit logs of accounts and agencies: their groups of actions, and the address of the file. */
import type { ActivitySearch } from "./searches";

export const ACTIVITY_PAGE = 50;

export const ACCOUNT_GROUPS = [
  { value: "member", label: "People" },
  { value: "grant", label: "Agencies’ access" },
  { value: "agency", label: "Agencies invited" },
  { value: "invitation", label: "Invitations" },
  { value: "key", label: "API keys" },
  { value: "account", label: "The account" },
  { value: "definition", label: "Definitions of KPIs" },
  { value: "target", label: "Targets" },
  { value: "sla", label: "SLA" },
  { value: "calendar", label: "Business hours" },
  { value: "sharing", label: "Peer benchmarks" },
  { value: "import", label: "Imports" },
  { value: "export", label: "Exports" },
  { value: "customer", label: "Customers’ erasure" },
] as const;

export const AGENCY_GROUPS = [
  { value: "staff", label: "People" },
  { value: "client", label: "Clients invited" },
  { value: "grant", label: "Access to clients" },
  { value: "invitation", label: "Invitations" },
  { value: "key", label: "API keys" },
  { value: "agency", label: "The agency" },
  { value: "brand", label: "Brand" },
  { value: "domain", label: "Domains" },
  { value: "report", label: "Reports" },
  { value: "link", label: "Opened report links" },
] as const;

/** What the API is asked for: null where nothing is narrowed. */
export function auditFilter({ action, from, to }: ActivitySearch) {
  return action || from || to ? { action: action ?? null, from: from ?? null, to: to ?? null } : null;
}

/** The address of the whole log as a file. */
export function auditCsv(place: string): string {
  return `${place}/api/v1/audit.csv`;
}
