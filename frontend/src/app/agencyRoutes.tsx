/** The pages of an agency, below /agencies/$agency: addresses, typed search parameters, and the chunks that draw them. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { NotFound } from "@/components/NotFound";
import { parseClientSearch, parseConsistencySearch, parsePortfolioSearch, parseSightSearch } from "@/lib/portfolio";
import { parseAgencySettingsSearch } from "@/lib/searches";
import { requireUser, root } from "./root";

const agency = createRoute({
  getParentRoute: () => root,
  path: "/agencies/$agency",
  beforeLoad: async ({ context, location }) => requireUser(context.queries, location.href),
  component: lazyRouteComponent(() => import("./AgencyLayout"), "AgencyLayout"),
  notFoundComponent: NotFound,
});

const comparison = createRoute({
  getParentRoute: () => agency,
  path: "/",
  validateSearch: parsePortfolioSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/PortfolioPage"), "PortfolioPage"),
});
const client = createRoute({
  getParentRoute: () => agency,
  path: "/clients/$client",
  validateSearch: parseClientSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/ClientPage"), "ClientPage"),
});
const movers = createRoute({
  getParentRoute: () => agency,
  path: "/movers",
  validateSearch: parseSightSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/MoversPage"), "MoversPage"),
});
const consistency = createRoute({
  getParentRoute: () => agency,
  path: "/consistency",
  validateSearch: parseConsistencySearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/ConsistencyPage"), "ConsistencyPage"),
});
const offTarget = createRoute({
  getParentRoute: () => agency,
  path: "/off-target",
  validateSearch: parseSightSearch,
  component: lazyRouteComponent(() => import("@/features/portfolio/OffTargetPage"), "OffTargetPage"),
});

const settings = createRoute({
  getParentRoute: () => agency,
  path: "/settings",
  validateSearch: parseAgencySettingsSearch,
  component: lazyRouteComponent(() => import("@/features/agency/AgencySettingsPage"), "AgencySettingsPage"),
});
const reports = createRoute({
  getParentRoute: () => agency,
  path: "/reports",
  component: lazyRouteComponent(() => import("@/features/reports/ReportListPage"), "ReportListPage"),
});
const newReport = createRoute({
  getParentRoute: () => agency,
  path: "/reports/new",
  component: lazyRouteComponent(() => import("@/features/reports/EditReportPage"), "NewReportPage"),
});
const report = createRoute({
  getParentRoute: () => agency,
  path: "/reports/$report",
  component: lazyRouteComponent(() => import("@/features/reports/ReportPage"), "ReportPage"),
});
const editReport = createRoute({
  getParentRoute: () => agency,
  path: "/reports/$report/edit",
  component: lazyRouteComponent(() => import("@/features/reports/EditReportPage"), "EditReportPage"),
});

export const agencyBranch = agency.addChildren([
  comparison,
  client,
  movers,
  consistency,
  offTarget,
  settings,
  reports,
  newReport,
  report,
  editReport,
]);
