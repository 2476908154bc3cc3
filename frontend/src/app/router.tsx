/** Every page of the application: its address, its typed search parameters, and the chunk that draws it. */
import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { NotFound } from "@/components/NotFound";
import { parseDiagnosticSearch, parseWhySearch } from "@/lib/insights";
import { parseRange, parseSearch, stringifySearch } from "@/lib/range";
import {
  parseApiSearch,
  parseAuthSearch,
  parseImportSearch,
  parseKpiListSearch,
  parseKpiSearch,
  parseOverviewSearch,
  parseReferenceSearch,
  parseSettingsSearch,
  parseTicketsSearch,
} from "@/lib/searches";
import { agencyBranch } from "./agencyRoutes";
import { requireUser, root } from "./root";

const landing = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/landing/Landing"), "Landing"),
});

const auth = () => import("@/features/auth/pages");
const logIn = createRoute({
  getParentRoute: () => root,
  path: "/log-in",
  validateSearch: parseAuthSearch,
  component: lazyRouteComponent(auth, "LogIn"),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: parseAuthSearch,
  component: lazyRouteComponent(auth, "SignUp"),
});
const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: "/verify-email/$key",
  component: lazyRouteComponent(auth, "VerifyEmail"),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: lazyRouteComponent(auth, "ForgotPassword"),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password/$key",
  component: lazyRouteComponent(auth, "ResetPassword"),
});
const newAccount = createRoute({
  getParentRoute: () => root,
  path: "/accounts/new",
  beforeLoad: async ({ context }) => requireUser(context.queries, "/accounts/new"),
  component: lazyRouteComponent(auth, "NewAccount"),
});

const newAgency = createRoute({
  getParentRoute: () => root,
  path: "/agencies/new",
  beforeLoad: async ({ context }) => requireUser(context.queries, "/agencies/new"),
  component: lazyRouteComponent(auth, "NewAgency"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("@/features/invitations/InvitationPage"), "InvitationPage"),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/a/$account",
  beforeLoad: async ({ context, location }) => requireUser(context.queries, location.href),
  component: lazyRouteComponent(() => import("./AccountLayout"), "AccountLayout"),
  notFoundComponent: NotFound,
});

const overview = createRoute({
  getParentRoute: () => account,
  path: "/",
  validateSearch: parseOverviewSearch,
  component: lazyRouteComponent(() => import("@/features/overview/Overview"), "Overview"),
});
const welcome = createRoute({
  getParentRoute: () => account,
  path: "/welcome",
  component: lazyRouteComponent(() => import("@/features/onboarding/Welcome"), "Welcome"),
});
const imports = createRoute({
  getParentRoute: () => account,
  path: "/import",
  validateSearch: parseImportSearch,
  component: lazyRouteComponent(() => import("@/features/import/ImportPage"), "ImportPage"),
});
const kpis = createRoute({
  getParentRoute: () => account,
  path: "/kpis",
  validateSearch: parseKpiListSearch,
  component: lazyRouteComponent(() => import("@/features/kpis/KpiListPage"), "KpiListPage"),
});
const kpi = createRoute({
  getParentRoute: () => account,
  path: "/kpis/$key",
  validateSearch: parseKpiSearch,
  component: lazyRouteComponent(() => import("@/features/kpis/KpiPage"), "KpiPage"),
});
const reference = createRoute({
  getParentRoute: () => account,
  path: "/definitions",
  validateSearch: parseReferenceSearch,
  component: lazyRouteComponent(() => import("@/features/definitions/ReferencePage"), "ReferencePage"),
});
const editor = () => import("@/features/definitions/EditorPage");
const newKpi = createRoute({
  getParentRoute: () => account,
  path: "/definitions/new",
  component: lazyRouteComponent(editor, "NewKpiPage"),
});
const editKpi = createRoute({
  getParentRoute: () => account,
  path: "/definitions/$key/edit",
  component: lazyRouteComponent(editor, "EditKpiPage"),
});
const why = createRoute({
  getParentRoute: () => account,
  path: "/why",
  validateSearch: parseWhySearch,
  component: lazyRouteComponent(() => import("@/features/why/WhyPage"), "WhyPage"),
});
const panel = createRoute({
  getParentRoute: () => account,
  path: "/panels/$panel",
  validateSearch: parseRange,
  component: lazyRouteComponent(() => import("@/features/panels/PanelPage"), "PanelPage"),
});
const diagnostics = createRoute({
  getParentRoute: () => account,
  path: "/diagnostics",
  validateSearch: parseRange,
  component: lazyRouteComponent(() => import("@/features/diagnostics/DiagnosticList"), "DiagnosticList"),
});
const diagnostic = createRoute({
  getParentRoute: () => account,
  path: "/diagnostics/$name",
  validateSearch: parseDiagnosticSearch,
  component: lazyRouteComponent(() => import("@/features/diagnostics/DiagnosticPage"), "DiagnosticPage"),
});
const tickets = createRoute({
  getParentRoute: () => account,
  path: "/tickets",
  validateSearch: parseTicketsSearch,
  component: lazyRouteComponent(() => import("@/features/tickets/TicketListPage"), "TicketListPage"),
});
const ticket = createRoute({
  getParentRoute: () => account,
  path: "/tickets/$id",
  component: lazyRouteComponent(() => import("@/features/tickets/TicketPage"), "TicketPage"),
});
const settings = createRoute({
  getParentRoute: () => account,
  path: "/settings",
  validateSearch: parseSettingsSearch,
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});
const api = createRoute({
  getParentRoute: () => account,
  path: "/api",
  validateSearch: parseApiSearch,
  component: lazyRouteComponent(() => import("@/features/api/ApiPage"), "ApiPage"),
});

const routeTree = root.addChildren([
  landing,
  logIn,
  signUp,
  verifyEmail,
  forgotPassword,
  resetPassword,
  newAccount,
  newAgency,
  invitation,
  account.addChildren([
    overview,
    welcome,
    imports,
    kpis,
    kpi,
    reference,
    newKpi,
    editKpi,
    why,
    panel,
    diagnostics,
    diagnostic,
    tickets,
    ticket,
    settings,
    api,
  ]),
  agencyBranch,
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
