/** Who has access, as the screen groups it; and what each may do, in words. */
import type { AccessQuery, Role, Scope } from "@/graphql/graphql";

export type Line = AccessQuery["account"]["accessList"][number];
export type AgencyLines = { agency: Line; people: Line[] };
export type Groups = { people: Line[]; agencies: AgencyLines[]; keys: Line[]; invitations: Line[] };

/** The list in its four groups, each agency with its people below it. */
export function grouped(lines: readonly Line[]): Groups {
  const of = (kind: Line["kind"]) => lines.filter((line) => line.kind === kind);
  const people = of("AGENCY_PERSON");
  return {
    people: of("MEMBER"),
    agencies: of("AGENCY").map((agency) => ({ agency, people: people.filter(({ via }) => via === agency.who) })),
    keys: of("KEY"),
    invitations: of("INVITATION"),
  };
}

export const ROLES: { value: Role; label: string }[] = [
  { value: "OWNER", label: "Owner" },
  { value: "ANALYST", label: "Analyst" },
  { value: "VIEWER", label: "Viewer" },
];

const MAY: Record<Role, string> = {
  OWNER: "may do everything",
  ANALYST: "sees everything, imports, sets targets and definitions",
  VIEWER: "sees everything, changes nothing",
};

const KEY_MAY: Record<Scope, string> = {
  READ: "reads numbers and tickets",
  INGEST: "sends events, reads nothing",
  ADMIN: "may do everything",
};

/** "may do everything", "sees everything, changes nothing" */
export function mayText({ role, scope }: Pick<Line, "role" | "scope">): string {
  if (role) return MAY[role];
  return scope ? KEY_MAY[scope] : "";
}
