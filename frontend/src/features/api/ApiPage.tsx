import { Button, Skeleton } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { CopyText } from "@/components/CopyText";
import { TextLink } from "@/components/links";
import { Card, Page } from "@/components/Page";
import { useAccount } from "@/lib/account";
import { addDays } from "@/lib/days";
import classes from "./ApiPage.module.css";

const Explorer = lazy(() => import("./Explorer"));

/** A first query that works as it stands: one KPI, by channel, over the newest month of data. */
export function firstQuery(to: string): string {
  return `query FirstNumber {
  readings(
    kpis: ["first_response_time"]
    period: { from: "${addDays(to, -27)}", to: "${to}" }
    by: CHANNEL
  ) {
    value
    n
    previous { value change isSignificant }
    breakdown { label value n }
  }
}`;
}

export function ApiPage() {
  const { slug, account, today } = useAccount();
  const { explorer } = useSearch({ from: "/a/$account/api" });
  const navigate = useNavigate({ from: "/a/$account/api" });
  const query = firstQuery(account.dataTo ?? today);
  const graphql = `${location.origin}/a/${slug}/graphql`;
  const events = `${location.origin}/a/${slug}/api/v1/events`;
  return (
    <Page title="API" subtitle="GraphQL reads and configures, REST takes events.">
      <div className={classes.cards}>
        <Card title="Keys">
          <p className={classes.text}>
            Every request carries a key:{" "}
            <TextLink to="/a/$account/settings" params={{ account: slug }} search={{ section: "keys" }}>
              make one under Settings
            </TextLink>
            . A read key answers the query below, an ingest key may send events.
          </p>
        </Card>
        <Card title="Ask for a number">
          <CopyText name="the query" text={curl(graphql, JSON.stringify({ query }))} />
        </Card>
        <Card title="Send an event">
          <CopyText name="the event" text={curl(events, EVENT, ["Idempotency-Key: 4711-created"])} />
        </Card>
        <Card
          title="Try it here"
          subtitle="GraphiQL, on your own log-in; with every type and field described."
          actions={
            explorer ? null : <Button onClick={() => navigate({ search: { explorer: "open" } })}>Open GraphiQL</Button>
          }
        >
          {explorer && (
            <Suspense fallback={<Skeleton height={640} />}>
              <Explorer slug={slug} query={query} />
            </Suspense>
          )}
        </Card>
      </div>
    </Page>
  );
}

const EVENT = JSON.stringify({
  source: "helpdesk",
  tickets: [{ id: "4711", channel: "email", topic: "delivery" }],
  events: [{ ticket: "4711", kind: "created", at: "2026-11-20T09:30:00Z" }],
});

function curl(address: string, body: string, headers: string[] = []): string {
  const lines = ["Authorization: Bearer YOUR_KEY", "Content-Type: application/json", ...headers].map(
    (header) => `  -H '${header}' \\`,
  );
  return [`curl ${address} \\`, ...lines, `  -d '${body}'`].join("\n");
}
