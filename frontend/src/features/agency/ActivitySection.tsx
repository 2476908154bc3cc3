import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { AuditLog } from "@/components/AuditLog";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { AgencyActivityDocument } from "@/graphql/agency";
import { ACTIVITY_PAGE, AGENCY_GROUPS, auditFilter } from "@/lib/activity";
import { useAgency } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { withoutEmpty } from "@/lib/range";

/** What was done in the agency, by whom. */
export function ActivitySection() {
  const { slug, agency } = useAgency();
  const search = useSearch({ from: "/agencies/$agency/settings" });
  const navigate = useNavigate({ from: "/agencies/$agency/settings" });
  const variables = { first: ACTIVITY_PAGE, after: search.after ?? null, filter: auditFilter(search) };
  const log = useQuery(agencyQuery(slug, AgencyActivityDocument, variables));
  return (
    <Card title="Activity" subtitle={`Who did what to people, clients and settings. Times are in ${agency.timezone}.`}>
      {log.error && <PartError error={log.error} retry={() => log.refetch()} />}
      <AuditLog
        page={log.data?.agency.audit}
        place={`/agencies/${slug}`}
        timezone={agency.timezone}
        groups={AGENCY_GROUPS}
        search={search}
        onSearch={(changed) => navigate({ search: withoutEmpty({ ...search, ...changed }), resetScroll: false })}
      />
    </Card>
  );
}
