import { Button, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ButtonLink } from "@/components/links";
import { Card, Page } from "@/components/Page";
import { useAccount, useRights } from "@/lib/account";
import { counted } from "@/lib/format";
import { request } from "@/lib/http";
import classes from "./Welcome.module.css";

const POLL = 1_500;

/** The first page of a new account: bring your own history, or look around in invented data. */
export function Welcome() {
  const { slug, account } = useAccount();
  const { canEdit } = useRights();
  const [isFilling, setFilling] = useState(false);
  const filling = useMutation({
    mutationFn: () => request("POST", `/a/${slug}/api/v1/sample-data`, {}),
    onSuccess: () => setFilling(true),
  });
  if (isFilling) return <Filling />;
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

/** Waits until the first numbers are there, then shows them. */
function Filling() {
  const { slug, account } = useAccount();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isReady = account.ticketCount > 0 && !account.isComputing && account.asOf !== null;
  useEffect(() => {
    const timer = setInterval(() => client.invalidateQueries({ queryKey: [slug] }), POLL);
    return () => clearInterval(timer);
  }, [client, slug]);
  useEffect(() => {
    if (isReady) navigate({ to: "/a/$account", params: { account: slug } });
  }, [isReady, navigate, slug]);
  return (
    <Page title="Inventing a year of tickets">
      <Card>
        <p role="status">
          {account.ticketCount === 0
            ? "Writing tickets and their histories…"
            : `${counted(account.ticketCount, "ticket")} so far; working out the numbers…`}
        </p>
        <Progress
          value={account.ticketCount === 0 ? 15 : 30 + 70 * (account.computeProgress ?? 0)}
          animated
          size="lg"
          aria-label="Sample data"
        />
        <p className={classes.hint}>The overview opens by itself when the numbers are there.</p>
      </Card>
    </Page>
  );
}
