/** Invitations as the reader of a letter meets them, and what each lets somebody do, in plain words. */
import { request } from "./http";

export type InvitationKind = "member" | "staff" | "client" | "agency";
type Named = { slug: string; name: string };

/** `fits`: whether the reader is logged in with the invited address; only then are there accounts or agencies to choose from. */
export type Invitation = {
  kind: InvitationKind;
  email: string;
  role: string;
  by: string | null;
  account: Named | null;
  agency: Named | null;
  expiresAt: string;
  fits: boolean;
  accounts: Named[];
  agencies: Named[];
};

export type Acceptance = { account?: string; agency?: string; newAccount?: { name: string; timezone: string } };
/** Where the person may go now. */
export type Accepted = { kind: "account" | "agency"; slug: string };

export function lookAt(token: string): Promise<Invitation> {
  return request("GET", `/api/invitations/${encodeURIComponent(token)}`);
}

export function accept(token: string, given: Acceptance): Promise<Accepted> {
  return request("POST", `/api/invitations/${encodeURIComponent(token)}`, given);
}

/** Who asks: the agency where it asks or takes on people, else the account. */
export function askerOf({ kind, account, agency }: Pick<Invitation, "kind" | "account" | "agency">): string {
  const asker = kind === "staff" || kind === "client" ? agency : account;
  return asker?.name ?? "somebody";
}

const IN_ACCOUNT: Record<string, string[]> = {
  owner: [
    "see every number, every ticket and its history",
    "import, set targets and change what KPIs mean",
    "decide who else has access, make keys, export and delete the account",
  ],
  analyst: ["see every number, every ticket and its history", "import, set targets and change what KPIs mean"],
  viewer: ["see every number, every ticket and its history", "change nothing"],
};

const IN_AGENCY: Record<string, string[]> = {
  owner: [
    "see all clients side by side, and open the accounts of those that allow it, as far as each allows",
    "take on clients, write reports and save views",
    "decide who belongs to the agency, its keys, its look and its domains",
  ],
  manager: [
    "see all clients side by side, and open the accounts of those that allow it, at most as an analyst",
    "take on clients, write reports and save views",
  ],
  analyst: ["see all clients side by side, and open the accounts of those that allow it, to read only"],
};

/** What the accepting person, or the agency, will be able to do. */
export function rightsOf(kind: InvitationKind, role: string): string[] {
  const table = kind === "staff" ? IN_AGENCY : IN_ACCOUNT;
  return table[role.toLowerCase()] ?? [];
}

type Asking = { kind: InvitationKind; from: string; role: string };

/** Who asks whom to do what. */
export function headlineOf({ kind, from }: Asking): string {
  if (kind === "client") return `${from} asks to look after your support numbers`;
  if (kind === "agency") return `${from} asks your agency to look after its support numbers`;
  return `Join ${from}`;
}

/** The sentence above the list of rights. */
export function introOf({ kind, from, role }: Asking): string {
  if (kind === "client") return `If you accept, ${from}’s people may, in the account that you choose:`;
  if (kind === "agency") return `If you accept, your agency’s people may, in ${from}’s account:`;
  return `As ${/^[aeiou]/i.test(role) ? "an" : "a"} ${role.toLowerCase()} of ${from} you will:`;
}

/** What is worth knowing before one accepts. */
export function cautionOf({ kind, from }: Asking): string | undefined {
  if (kind === "client") {
    return `${from}’s owners get all of this, its managers at most what an analyst may, its analysts only read. You see its people in Settings → Access, and can take it all back there at once.`;
  }
  if (kind === "agency") {
    return "Your agency’s owners get all of this, its managers at most what an analyst may, its analysts only read. The account’s owner can take it back at any time.";
  }
  return undefined;
}

/** Where to go on after accepting. */
export function destinationOf(invited: InvitationKind, { kind, slug }: Accepted): string {
  if (kind === "agency") return `/agencies/${slug}/`;
  return invited === "client" ? `/a/${slug}/settings?section=access` : `/a/${slug}/`;
}
