import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ButtonLink } from "@/components/links";
import { Card, Page } from "@/components/Page";
import { useAccount, useRights } from "@/lib/account";
import { counted } from "@/lib/format";
import { request } from "@/lib/http";
import classes from "./Welcome.module.css";

const POLL = 1_000;

/** The first page of a new account: bring your own history, or look around in invented data. */
export function Welcome() {
  const { slug, account } = useAccount();
  const { canEdit } = useRights();
  const [started, setStarted] = useState<number | null>(null);
  const filling = useMutation({
    mutationFn: () => request<{ id: number }>("POST", `/a/${slug}/api/v1/sample-data`, {}),
    onSuccess: ({ id }) => setStarted(id),
  });
  if (started !== null) return <Filling id={started} />;
  const isEmpty = account.ticketCount === 0;
  return (
    <Page title={`Welcome to ${account.name}`} subtitle="Two ways to begin; the second takes a minute.">
      <div className={classes.cards}>
        <Card title="Import my history">
          <p className={classes.text}>
            A CSV file from your helpdesk: tickets, an event log, or versions of tickets. You see what it means before
            anything is imported.
          </p>
          <ButtonLink to="/a/$account/import" params={{ account: slug }}>
            Import a file
          </ButtonLink>
        </Card>
        <Card title="Look at sample data">
          <p className={classes.text}>
            A year of an invented shop's tickets, AI agent included. It fills this account, so that every page has
            something to show.
          </p>
          <Button
            variant="default"
            loading={filling.isPending}
            disabled={!isEmpty || !canEdit}
            onClick={() => filling.mutate()}
          >
            Fill with sample data
          </Button>
          {!isEmpty && (
            <p className={classes.hint}>This account has {counted(account.ticketCount, "ticket")} already.</p>
          )}
          {filling.error && (
            <p role="alert" className={classes.error}>
              {filling.error.message}
            </p>
          )}
        </Card>
      </div>
    </Page>
  );
}

type Progressing = { status: string; progress: number; error: string | null };

const STATUSES: Record<string, string> = {
  deriving: "Working out the facts of each ticket…",
  computing: "Working out the numbers…",
  done: "There they are.",
};

/** Waits until the numbers are there, then shows them. */
function Filling({ id }: { id: number }) {
  const { slug } = useAccount();
  const client = useQueryClient();
  const navigate = useNavigate();
  const state = useQuery({
    queryKey: ["sample", slug, id],
    queryFn: () => request<Progressing>("GET", `/a/${slug}/api/v1/imports/${id}`),
    refetchInterval: ({ state: { data } }) => (data?.status === "done" || data?.status === "failed" ? false : POLL),
  });
  const isDone = state.data?.status === "done";
  useEffect(() => {
    if (!isDone) return;
    client
      .invalidateQueries({ queryKey: [slug] })
      .then(() => navigate({ to: "/a/$account", params: { account: slug } }));
  }, [isDone, client, navigate, slug]);
  const failure =
    state.data?.status === "failed" ? state.data.error || "The reason is in the server's log." : state.error?.message;
  return (
    <Page title="Inventing a year of tickets">
      <Card>
        <p role="status">{STATUSES[state.data?.status ?? ""] ?? "Writing tickets and their histories…"}</p>
        <Progress value={Math.max(4, 100 * (state.data?.progress ?? 0))} animated size="lg" aria-label="Sample data" />
        <p className={classes.hint}>The overview opens by itself when the numbers are there.</p>
        {failure && (
          <p role="alert" className={classes.error}>
            {failure}
          </p>
        )}
      </Card>
    </Page>
  );
}
