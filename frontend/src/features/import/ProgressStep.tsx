import { Button, Progress } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ButtonLink } from "@/components/links";
import { Card } from "@/components/Page";
import { useAccount } from "@/lib/account";
import { count, percent } from "@/lib/format";
import classes from "./import.module.css";
import { type Result, type Running, rejectsPath, running, type Upload } from "./imports";

const POLL = 700;
const STATUSES: Record<string, string> = {
  uploaded: "Waiting for a worker…",
  queued: "Waiting for a worker…",
  importing: "Reading the file…",
  deriving: "Working out the facts of each ticket…",
  computing: "Working out the numbers…",
};
const COUNTS: [keyof Result, string][] = [
  ["rows", "rows"],
  ["tickets_created", "new tickets"],
  ["tickets_updated", "changed tickets"],
  ["events_created", "new events"],
  ["events_unchanged", "known events"],
  ["created", "new rows"],
  ["updated", "changed rows"],
  ["unchanged", "known rows"],
  ["deleted", "deleted rows"],
  ["rejected", "refused rows"],
];

const isOver = (state?: Running) => state?.status === "done" || state?.status === "failed";

export function ProgressStep({ upload, onAgain }: { upload: Upload; onAgain: () => void }) {
  const { slug } = useAccount();
  const client = useQueryClient();
  const state = useQuery({
    queryKey: ["import", slug, upload.id],
    queryFn: () => running(slug, upload.id),
    refetchInterval: ({ state: { data } }) => (isOver(data) ? false : POLL),
  });
  const isDone = state.data?.status === "done";
  useEffect(() => {
    if (isDone) client.invalidateQueries({ queryKey: [slug] });
  }, [isDone, client, slug]);
  if (state.data?.status === "failed") return <Failed message={state.data.error} onAgain={onAgain} />;
  if (state.data && isDone) return <Done upload={upload} result={state.data.result ?? {}} onAgain={onAgain} />;
  const progress = state.data?.progress ?? 0;
  return (
    <Card title="Importing" subtitle={upload.filename}>
      <p role="status">{STATUSES[state.data?.status ?? "queued"] ?? "Working…"}</p>
      <Progress value={progress * 100} size="lg" aria-label="Imported" />
      <p className={`${classes.hint} num`}>{percent(progress, 0)}. You can leave this page; the import goes on.</p>
      {state.error && (
        <p role="alert" className={classes.error}>
          {state.error.message}
        </p>
      )}
    </Card>
  );
}

function Failed({ message, onAgain }: { message: string | null; onAgain: () => void }) {
  return (
    <Card title="The import failed">
      <p role="alert">{message || "The reason is in the server's log."}</p>
      <p className={classes.hint}>What had been imported stays; importing the same file again goes on from there.</p>
      <Button onClick={onAgain}>Choose a file</Button>
    </Card>
  );
}

function Done({ upload, result, onAgain }: { upload: Upload; result: Partial<Result>; onAgain: () => void }) {
  const { slug } = useAccount();
  return (
    <Card title="Imported" subtitle={upload.filename}>
      <dl className={`${classes.counts} num`}>
        {COUNTS.filter(([key]) => result[key] !== undefined).map(([key, name]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{count(result[key] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.buttons}>
        <ButtonLink to="/a/$account" params={{ account: slug }}>
          See your numbers
        </ButtonLink>
        {(result.rejected ?? 0) > 0 && (
          <Button component="a" href={rejectsPath(slug, upload.id)} download variant="default">
            Download the refused rows
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          Import another file
        </Button>
      </div>
    </Card>
  );
}
