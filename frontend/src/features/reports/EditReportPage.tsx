import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { NotFound } from "@/components/NotFound";
import { Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { ReportCreateDocument, ReportFormDocument, ReportUpdateDocument } from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { ReportForm } from "./ReportForm";
import { aboutText } from "./rhythm";

export function NewReportPage() {
  const { slug } = useAgency();
  const navigate = useNavigate();
  const creating = useAgencyChange(slug, ReportCreateDocument);
  const open = (report: string) =>
    navigate({ to: "/agencies/$agency/reports/$report", params: { agency: slug, report } });
  return (
    <Page title="New report" subtitle="You see it as its readers will before anything is sent.">
      <ReportForm
        change={creating}
        onSubmit={(report, { kind, client }) =>
          creating.mutate(
            { kind, client, report },
            { onSuccess: ({ reportCreate }) => reportCreate.report && open(reportCreate.report.id) },
          )
        }
      />
    </Page>
  );
}

export function EditReportPage() {
  const { slug } = useAgency();
  const { report: id } = useParams({ from: "/agencies/$agency/reports/$report/edit" });
  const navigate = useNavigate();
  const read = useQuery(agencyQuery(slug, ReportFormDocument, { id }));
  const updating = useAgencyChange(slug, ReportUpdateDocument);
  if (read.error) return <PartError error={read.error} retry={() => read.refetch()} />;
  if (!read.data) return <Skeleton height={420} />;
  const { report } = read.data;
  if (!report) return <NotFound />;
  const open = () => navigate({ to: "/agencies/$agency/reports/$report", params: { agency: slug, report: id } });
  return (
    <Page title={`Change “${report.name}”`} subtitle={`About ${aboutText(report)}.`}>
      <ReportForm
        key={id}
        report={report}
        change={updating}
        onSubmit={(wanted) => updating.mutate({ id, report: wanted }, { onSuccess: open })}
      />
    </Page>
  );
}
