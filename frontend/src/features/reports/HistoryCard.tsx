import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Confirm } from "@/components/Confirm";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import {
  EditionLinkRevokeDocument,
  EditionResendDocument,
  ReportPageDocument,
  type ReportPageQuery,
} from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { instantText, periodText } from "@/lib/days";
import { counted } from "@/lib/format";
import { deliveriesText, linkText } from "./editions";
import classes from "./reports.module.css";

type Report = NonNullable<ReportPageQuery["report"]>;
export type Edition = Report["editions"]["nodes"][number];

const POLL = 2_000;

/** What was sent, to whom, and whether its link still opens. */
export function HistoryCard({ report }: { report: Report }) {
  const { slug } = useAgency();
  const { nodes, totalCount } = report.editions;
  const isUnderWay = nodes.some(({ state }) => state === "WAITING" || state === "READY");
  useQuery({
    ...agencyQuery(slug, ReportPageDocument, { id: report.id, after: null }),
    refetchInterval: isUnderWay ? POLL : false,
  });
  return (
    <Card title="Sent" subtitle={totalCount === 0 ? "Nothing yet." : undefined}>
      <Entries label="Editions">
        {nodes.map((edition) => (
          <EditionEntry key={edition.id} edition={edition} timezone={report.timezone} />
        ))}
      </Entries>
      {totalCount > nodes.length && (
        <p className={fields.hint}>
          The newest {nodes.length} of {totalCount}.
        </p>
      )}
    </Card>
  );
}

function EditionEntry({ edition, timezone }: { edition: Edition; timezone: string }) {
  const when = (instant: string) => instantText(instant, timezone);
  const failed = edition.deliveries.filter(({ state }) => state === "FAILED");
  return (
    <Entry
      name={periodText(edition.period)}
      about={dotted(
        when(edition.createdAt),
        edition.sentBy ? `by ${edition.sentBy}` : "by itself",
        deliveriesText(edition),
        linkText(edition, when),
        edition.opened > 0 && `opened ${counted(edition.opened, "time")}`,
      )}
    >
      {failed.length > 0 && (
        <ul className={classes.failed} aria-label="Not delivered">
          {failed.map(({ email, error }) => (
            <li key={email}>
              {email}: {error}
            </li>
          ))}
        </ul>
      )}
      <EditionActions edition={edition} hasFailed={failed.length > 0} />
    </Entry>
  );
}

function EditionActions({ edition, hasFailed }: { edition: Edition; hasFailed: boolean }) {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  const resending = useAgencyChange(slug, EditionResendDocument);
  const revoking = useAgencyChange(slug, EditionLinkRevokeDocument);
  return (
    <>
      <div className={classes.editionActions}>
        {edition.link && (
          <>
            <Button component="a" href={edition.link} target="_blank" variant="default" size="compact-xs">
              Open
            </Button>
            <Button component="a" href={`${edition.link}/pdf`} variant="default" size="compact-xs" download>
              PDF
            </Button>
            <Button component="a" href={`${edition.link}/csv`} variant="default" size="compact-xs" download>
              CSV
            </Button>
          </>
        )}
        {canManage && hasFailed && (
          <Button
            variant="default"
            size="compact-xs"
            loading={resending.isPending}
            onClick={() => resending.mutate({ id: edition.id })}
          >
            Send again
          </Button>
        )}
        {canManage && edition.link && (
          <Confirm
            ask="Shut the link"
            size="compact-xs"
            label={`Shut the link of ${periodText(edition.period)}`}
            title="Shut this edition’s link?"
            confirm="Shut it"
            change={revoking}
            onConfirm={(close) => revoking.mutate({ id: edition.id }, { onSuccess: close })}
          >
            Nobody opens it any more, from the next request on. What was attached to the letters stays with their
            readers.
          </Confirm>
        )}
      </div>
      <Outcome change={resending} done="On its way again." />
    </>
  );
}
