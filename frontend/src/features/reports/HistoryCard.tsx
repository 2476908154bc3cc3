import { Button } from "@mantine/core";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Card } from "@/components/Page";
import type { ReportPageQuery } from "@/graphql/agency";
import { instantText, periodText } from "@/lib/days";

type Report = NonNullable<ReportPageQuery["report"]>;
type Edition = Report["editions"]["nodes"][number];

/** What was sent, to whom, and whether its link still opens. */
export function HistoryCard({ report }: { report: Report }) {
  const { nodes, totalCount } = report.editions;
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
  return (
    <Entry
      name={periodText(edition.period)}
      about={dotted(
        `sent ${when(edition.sentAt)}`,
        edition.sentBy ? `by ${edition.sentBy}` : "by itself",
        `to ${edition.recipients.join(", ")}`,
        edition.link ? `link opens until ${when(edition.expiresAt)}` : "link has expired",
      )}
      actions={
        edition.link && (
          <>
            <Button component="a" href={edition.link} target="_blank" variant="default" size="xs">
              Open
            </Button>
            <Button component="a" href={`${edition.link}/pdf`} variant="default" size="xs" download>
              PDF
            </Button>
            <Button component="a" href={`${edition.link}/csv`} variant="default" size="xs" download>
              CSV
            </Button>
          </>
        )
      }
    />
  );
}
