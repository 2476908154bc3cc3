/** The root of all addresses, and the door that only people with a log-in pass. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet, redirect } from "@tanstack/react-router";
import { NotFound } from "@/components/NotFound";
import { PageError } from "@/components/PageError";
import { sessionQuery } from "@/lib/session";

type Context = { queries: QueryClient };

export const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <PageError error={error as Error} reset={reset} />,
});

/** Sends whoever is not logged in to the log-in page, and from there back to `next`. */
export async function requireUser(queries: QueryClient, next: string) {
  const session = await queries.ensureQueryData(sessionQuery);
  if (!session.user) throw redirect({ to: "/log-in", search: { next } });
}
