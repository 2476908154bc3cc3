import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { NotFound } from "@/components/NotFound";
import { EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { ExpressionFieldsDocument, KpiExpressionDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { query } from "@/lib/api";
import { Editor } from "./Editor";
import { draftOf, EMPTY } from "./expression";

const NEW = "New KPI";

/** Makes a KPI of the account's own. */
export function NewKpiPage() {
  const fields = useFields();
  const { canEdit } = useRights();
  if (!canEdit) return <NotAllowed title={NEW} />;
  return (
    <Page
      title={NEW}
      subtitle="Built from any facts the account has sent, and read, drawn and judged like the built-in ones."
    >
      {fields.error && <PartError error={fields.error} retry={() => fields.refetch()} />}
      {fields.data ? <Editor start={EMPTY} fields={fields.data.expressionFields} /> : <Skeleton height={640} />}
    </Page>
  );
}

/** Changes a KPI that the account made; its key stays, and a new version of it begins. */
export function EditKpiPage() {
  const { slug } = useAccount();
  const { key } = useParams({ from: "/a/$account/definitions/$key/edit" });
  const { canEdit } = useRights();
  const fields = useFields();
  const { placeholderData: _none, ...options } = query(slug, KpiExpressionDocument, { key });
  const stored = useQuery({ ...options, staleTime: Number.POSITIVE_INFINITY });
  const kpi = stored.data?.kpi;
  if (stored.data && !kpi?.expression) return <NotFound />;
  const title = kpi ? `Change ${kpi.name}` : "Change a KPI";
  if (!canEdit) return <NotAllowed title={title} />;
  const error = fields.error ?? stored.error;
  return (
    <Page title={title} subtitle="A change makes a new version; what the former ones said stays readable.">
      {error && <PartError error={error} retry={() => Promise.all([fields.refetch(), stored.refetch()])} />}
      {fields.data && kpi?.expression ? (
        <Editor
          start={draftOf(kpi.expression, fields.data.expressionFields)}
          fields={fields.data.expressionFields}
          kpi={{ key, versionNumber: kpi.versionNumber }}
        />
      ) : (
        <Skeleton height={640} />
      )}
    </Page>
  );
}

function useFields() {
  const { slug } = useAccount();
  return useQuery({ ...query(slug, ExpressionFieldsDocument, {}), staleTime: 300_000 });
}

function NotAllowed({ title }: { title: string }) {
  const { slug } = useAccount();
  return (
    <Page title={title}>
      <EmptyState
        title="Viewers cannot make or change KPIs"
        action={
          <ButtonLink to="/a/$account/kpis" params={{ account: slug }} variant="default">
            All KPIs
          </ButtonLink>
        }
      >
        Ask an owner or an analyst of this account.
      </EmptyState>
    </Page>
  );
}
