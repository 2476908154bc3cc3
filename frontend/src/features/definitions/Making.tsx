import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { EmptyState } from "@/components/Page";
import { ShellDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";

const POLL = 1_500;

/** A KPI just saved: goes on to its page once its numbers are complete, which is when the catalogue has it. */
export function Making({ kpi, name }: { kpi: string; name: string }) {
  const { slug, account, kpis } = useAccount();
  const { placeholderData: _none, ...options } = query(slug, ShellDocument, {});
  useQuery({ ...options, refetchInterval: POLL });
  if (kpis.some(({ key }) => key === kpi)) {
    return <Navigate to="/a/$account/kpis/$key" params={{ account: slug, key: kpi }} replace />;
  }
  return (
    <EmptyState
      title={`${name} is saved`}
      action={
        <ButtonLink to="/a/$account/kpis" params={{ account: slug }} variant="default">
          All KPIs
        </ButtonLink>
      }
    >
      <p role="status">
        Its numbers are being worked out for all your history. It opens here when they are complete; you may also leave,
        and find it in the catalogue later.
      </p>
      <Progress value={100 * (account.computeProgress ?? 0)} aria-label="Numbers worked out" mt={10} />
    </EmptyState>
  );
}
