import { Button, Progress } from "@mantine/core";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { ExportStartDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { bytes, counted } from "@/lib/format";
import type { LifeOf } from "./LifeSection";

type Export = LifeOf["exports"][number];

const NAMES: Record<Export["status"], string> = {
  QUEUED: "Waiting for its turn",
  RUNNING: "Being written",
  READY: "Ready",
  FAILED: "Failed",
  EXPIRED: "Removed",
};

/** Everything the account has, as one archive. */
export function ExportCard({ exports }: { exports: Export[] }) {
  const { slug } = useAccount();
  const starting = useChange(slug, ExportStartDocument);
  const isRunning = exports.some(({ status }) => status === "QUEUED" || status === "RUNNING");
  return (
    <Card
      title="Export everything"
      subtitle="Tickets, events, facts, surveys, settings, members and this account’s activity: JSON Lines and CSV in one archive."
    >
      <Entries label="Exports">
        {exports.map((one) => (
          <ExportEntry key={one.id} made={one} />
        ))}
      </Entries>
      <div className={fields.actions}>
        <Button
          variant={exports.length > 0 ? "default" : "filled"}
          loading={starting.isPending}
          disabled={isRunning}
          onClick={() => starting.mutate({})}
        >
          Export everything
        </Button>
        {isRunning && <span className={fields.hint}>One is on its way; you may leave this page.</span>}
      </div>
      {starting.error && <Outcome change={starting} />}
    </Card>
  );
}

function ExportEntry({ made }: { made: Export }) {
  const { account } = useAccount();
  const when = (instant: string) => instantText(instant, account.timezone);
  const isRunning = made.status === "QUEUED" || made.status === "RUNNING";
  return (
    <Entry
      name={NAMES[made.status]}
      about={dotted(
        `asked for ${when(made.createdAt)}`,
        made.createdBy && `by ${made.createdBy}`,
        made.size > 0 && `${bytes(made.size)}${isRunning ? " so far" : ""}`,
        made.status === "READY" && counted(made.rows, "row"),
        made.status === "READY" && made.expiresAt && `kept until ${when(made.expiresAt)}`,
        made.error,
      )}
      actions={
        made.url && (
          <Button component="a" href={made.url} variant="default" size="xs" download>
            Download
          </Button>
        )
      }
    >
      {isRunning && <Progress value={100} striped animated mt={8} aria-label="An export is being written" />}
    </Entry>
  );
}
