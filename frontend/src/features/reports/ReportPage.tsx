import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Confirm } from "@/components/Confirm";
import fields from "@/components/Fields.module.css";
import { ButtonLink } from "@/components/links";
import { NotFound } from "@/components/NotFound";
import { Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  type ReportCoreFragment,
  ReportPageDocument,
  ReportRemoveDocument,
  ReportSendDocument,
} from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { CommentaryCard } from "./CommentaryCard";
import { HistoryCard } from "./HistoryCard";
import { PreviewCard } from "./PreviewCard";
import classes from "./reports.module.css";
import { aboutText, rhythmText } from "./rhythm";

/** One report: what the agency writes into it, how it will look, and what was sent. */
export function ReportPage() {
  const { slug } = useAgency();
  const { report: id } = useParams({ from: "/agencies/$agency/reports/$report" });
  const read = useQuery(agencyQuery(slug, ReportPageDocument, { id, after: null }));
  if (read.error) return <PartError error={read.error} retry={() => read.refetch()} />;
  if (!read.data) return <Skeleton height={480} />;
  const { report } = read.data;
  if (!report) return <NotFound />;
  return (
    <Page
      title={report.name}
      subtitle={`About ${aboutText(report)}. ${rhythmText(report)}.${nextText(report)}`}
      actions={<Actions report={report} />}
    >
      <div className={classes.columns}>
        <PreviewCard id={id} />
        <div className={fields.stack}>
          <CommentaryCard key={report.lastAt} report={report} />
          <HistoryCard report={report} />
        </div>
      </div>
    </Page>
  );
}

function nextText({ isActive, nextAt, timezone }: ReportCoreFragment): string {
  if (!isActive) return " Paused: it is sent only when you say so.";
  return nextAt ? ` Next on ${instantText(nextAt, timezone)}.` : "";
}

function Actions({ report }: { report: ReportCoreFragment }) {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  const navigate = useNavigate();
  const sending = useAgencyChange(slug, ReportSendDocument);
  const removing = useAgencyChange(slug, ReportRemoveDocument);
  if (!canManage) return null;
  const leave = () => navigate({ to: "/agencies/$agency/reports", params: { agency: slug } });
  return (
    <>
      <ButtonLink
        to="/agencies/$agency/reports/$report/edit"
        params={{ agency: slug, report: report.id }}
        variant="default"
      >
        Change
      </ButtonLink>
      <Confirm
        ask="Remove"
        size="sm"
        title={`Remove “${report.name}”?`}
        confirm="Remove"
        change={removing}
        onConfirm={() => removing.mutate({ id: report.id }, { onSuccess: leave })}
      >
        It is not sent any more, its history goes, and the links in its letters stop working at once.
      </Confirm>
      <Confirm
        ask="Send now"
        size="sm"
        title={`Send “${report.name}” now?`}
        confirm="Send"
        change={sending}
        onConfirm={(close) => sending.mutate({ id: report.id }, { onSuccess: close })}
      >
        <p>The report on the last whole {report.frequency === "WEEKLY" ? "week" : "month"} goes to:</p>
        <ul>
          {report.recipients.map(({ email, stoppedAt }) => (
            <li key={email}>
              {email}
              {stoppedAt && ", who wants no letters and gets none"}
            </li>
          ))}
        </ul>
      </Confirm>
    </>
  );
}
