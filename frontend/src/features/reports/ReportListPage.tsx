import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { ButtonLink, TextLink } from "@/components/links";
import { Card, EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { type ReportCoreFragment, ReportsDocument } from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { instantText } from "@/lib/days";
import { counted } from "@/lib/format";
import { aboutText, rhythmText } from "./rhythm";

/** Every report that goes out by itself. */
export function ReportListPage() {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  const read = useQuery(agencyQuery(slug, ReportsDocument, {}));
  const reports = read.data?.reports ?? [];
  const make = (
    <ButtonLink to="/agencies/$agency/reports/new" params={{ agency: slug }}>
      New report
    </ButtonLink>
  );
  return (
    <Page
      title="Reports"
      subtitle="Letters with numbers, charts and your words: to a client about itself, or to your people about all clients."
      actions={canManage && reports.length > 0 && make}
    >
      {read.error && <PartError error={read.error} retry={() => read.refetch()} />}
      {read.isPending && <Skeleton height={240} />}
      {read.data && reports.length === 0 && (
        <EmptyState title="No reports yet" action={canManage && make}>
          A report goes out every week or month by itself, with a PDF and a link that expires. You write what the
          numbers mean.
        </EmptyState>
      )}
      {reports.length > 0 && (
        <Card>
          <Entries label="Reports">
            {reports.map((report) => (
              <ReportEntry key={report.id} report={report} />
            ))}
          </Entries>
        </Card>
      )}
    </Page>
  );
}

function ReportEntry({ report }: { report: ReportCoreFragment }) {
  const { slug } = useAgency();
  const when = (instant: string) => instantText(instant, report.timezone);
  return (
    <Entry
      name={
        <TextLink to="/agencies/$agency/reports/$report" params={{ agency: slug, report: report.id }}>
          {report.name}
        </TextLink>
      }
      about={dotted(
        aboutText(report),
        rhythmText(report),
        `to ${counted(report.recipients.length, "address").replace("addresss", "addresses")}`,
        report.lastAt ? `last sent ${when(report.lastAt)}` : "not sent yet",
      )}
      actions={
        report.isActive && report.nextAt ? (
          <span className={fields.neutral}>next {when(report.nextAt)}</span>
        ) : (
          <span className={fields.neutral}>paused</span>
        )
      }
    />
  );
}
