import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { AuditLog } from "@/components/AuditLog";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { ActivityDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { ACCOUNT_GROUPS, ACTIVITY_PAGE, auditFilter } from "@/lib/activity";
import { query } from "@/lib/api";
import { withoutEmpty } from "@/lib/range";

/** What was done in and to the account, by whom. */
export function ActivitySection() {
  const { slug, account } = useAccount();
  const search = useSearch({ from: "/a/$account/settings" });
  const navigate = useNavigate({ from: "/a/$account/settings" });
  const variables = { first: ACTIVITY_PAGE, after: search.after ?? null, filter: auditFilter(search) };
  const log = useQuery(query(slug, ActivityDocument, variables));
  return (
    <Card title="Activity" subtitle={`Who did what to access, settings and data. Times are in ${account.timezone}.`}>
      {log.error && <PartError error={log.error} retry={() => log.refetch()} />}
      <AuditLog
        page={log.data?.account.audit}
        place={`/a/${slug}`}
        timezone={account.timezone}
        groups={ACCOUNT_GROUPS}
        search={search}
        onSearch={(changed) => navigate({ search: withoutEmpty({ ...search, ...changed }), resetScroll: false })}
      />
    </Card>
  );
}
