/** Who is signed in, and the doors in and out (the headless browser API of django-allauth). */
import { queryOptions } from "@tanstack/react-query";
import { type Answer, refusal, request, send } from "./http";

/** `via` is the agency through which somebody reaches an account that he is no member of. */
export type Membership = { slug: string; name: string; role: string; timezone: string; via?: string | null };
export type AgencyMembership = { slug: string; name: string; role: string };
export type Session = { user: { email: string } | null; accounts: Membership[]; agencies: AgencyMembership[] };

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => request<Session>("GET", "/api/session"),
  staleTime: 60_000,
});

type AuthAnswer = {
  data?: { flows?: { id: string; is_pending?: boolean }[] };
  meta?: { is_authenticated?: boolean };
};
export type AuthOutcome = "signed-in" | "verify-email" | "done";

const AUTH = "/_allauth/browser/v1/auth";

function outcome(answer: Answer<AuthAnswer>): AuthOutcome {
  if (answer.status === 200) return answer.body?.meta?.is_authenticated === false ? "done" : "signed-in";
  const pending = answer.body?.data?.flows?.find((flow) => flow.is_pending);
  if (answer.status === 401 && pending?.id === "verify_email") return "verify-email";
  if (answer.status === 401 && answer.body?.meta) return "done";
  throw refusal(answer);
}

export async function signUp(email: string, password: string): Promise<AuthOutcome> {
  return outcome(await send("POST", `${AUTH}/signup`, { email, password }));
}

export async function logIn(email: string, password: string): Promise<AuthOutcome> {
  return outcome(await send("POST", `${AUTH}/login`, { email, password }));
}

export async function verifyEmail(key: string): Promise<AuthOutcome> {
  return outcome(await send("POST", `${AUTH}/email/verify`, { key }));
}

export async function requestPasswordReset(email: string): Promise<AuthOutcome> {
  return outcome(await send("POST", `${AUTH}/password/request`, { email }));
}

export async function resetPassword(key: string, password: string): Promise<AuthOutcome> {
  return outcome(await send("POST", `${AUTH}/password/reset`, { key, password }));
}

export async function logOut(): Promise<void> {
  await send("DELETE", `${AUTH}/session`);
}

type Made = { slug: string; name: string; timezone: string };

export function createAccount(name: string, timezone: string): Promise<Made> {
  return request("POST", "/api/accounts", { name, timezone });
}

export function createAgency(name: string, timezone: string): Promise<Made> {
  return request("POST", "/api/agencies", { name, timezone });
}

/** The path of the page to begin with: an agency's portfolio, else one's own account, else a client's account, else a new account. */
export function startOf({ accounts, agencies = [] }: Session): string {
  const [agency] = agencies;
  if (agency) return `/agencies/${agency.slug}/`;
  const own = accounts.find(({ via }) => !via) ?? accounts[0];
  return own ? `/a/${own.slug}/` : "/accounts/new";
}

/** A path of our own to go on to, never another host: "/a/shop/" stays, "//elsewhere" does not. */
export function safeNext(next: string | undefined): string | undefined {
  return next && /^\/(?![/\\])/.test(next) ? next : undefined;
}
