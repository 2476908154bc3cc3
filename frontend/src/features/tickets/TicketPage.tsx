import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { Mark } from "@/components/Mark";
import { Card, EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { TicketPageDocument, type TicketPageQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";
import classes from "./tickets.module.css";

type Ticket = Extract<NonNullable<TicketPageQuery["node"]>, { __typename: "Ticket" }>;

const HANDLED: Record<string, string> = { ai: "AI", human: "people", mixed: "AI and people" };

/** One ticket: what happened, and the facts worked out from it, each with the rule that made it. */
export function TicketPage() {
  const { slug } = useAccount();
  const { id } = useParams({ from: "/a/$account/tickets/$id" });
  const { placeholderData: _none, ...options } = query(slug, TicketPageDocument, { id });
  const page = useQuery(options);
  if (page.error) return <PartError error={page.error} retry={() => page.refetch()} />;
  if (page.isPending) return <Skeleton height={600} />;
  const ticket = page.data?.node;
  if (ticket?.__typename !== "Ticket") return <NoSuchTicket />;
  return (
    <Page
      title={ticket.subject || `Ticket ${ticket.externalId}`}
      subtitle={`${ticket.externalId} from ${ticket.source}`}
    >
      <div className={classes.page}>
        <Timeline ticket={ticket} />
        <div className={classes.side}>
          <Attributes ticket={ticket} />
          <Facts ticket={ticket} />
        </div>
      </div>
    </Page>
  );
}

function NoSuchTicket() {
  const { slug } = useAccount();
  return (
    <Page title="Ticket">
      <EmptyState
        title="There is no such ticket here"
        action={
          <ButtonLink to="/a/$account/tickets" params={{ account: slug }}>
            All tickets
          </ButtonLink>
        }
      >
        The address may be mistyped, or the ticket was removed.
      </EmptyState>
    </Page>
  );
}

function Attributes({ ticket }: { ticket: Ticket }) {
  const custom = Object.entries(ticket.custom ?? {}).map(
    ([name, value]) => [sentence(name), String(value ?? "")] as const,
  );
  const rows = [
    ["Channel", ticket.channel],
    ["Priority", ticket.priority],
    ["Topic", ticket.topic],
    ["Team", ticket.team],
    ["Agent", ticket.agent],
    ["Customer", ticket.customer],
    ["Tags", ticket.tags.join(", ")],
    ["Handled by", ticket.handledBy && (HANDLED[ticket.handledBy] ?? ticket.handledBy)],
    ["Left out as", ticket.exclusion && sentence(ticket.exclusion)],
    ...custom,
  ] as const;
  return (
    <Card title="Attributes">
      <dl className={classes.attributes}>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}

function Facts({ ticket }: { ticket: Ticket }) {
  return (
    <Card title="Facts" subtitle="What the KPIs read, and why.">
      <dl className={classes.facts}>
        {ticket.facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>
              <strong className="num">{fact.value}</strong>
              <span className={classes.rule}>{fact.rule}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Timeline({ ticket }: { ticket: Ticket }) {
  const { account } = useAccount();
  return (
    <Card title="What happened" subtitle={`Times in ${account.timezone}`}>
      <ol className={classes.timeline}>
        {ticket.events.map((event) => (
          <li key={JSON.stringify(event)} data-by={event.author?.toLowerCase()}>
            <time dateTime={event.at} className="num">
              {instantText(event.at, account.timezone)}
            </time>
            <span className={classes.what}>
              {what(event)}
              <Who event={event} />
            </span>
            {details(event) && <span className={classes.rule}>{details(event)}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

type TicketEvent = Ticket["events"][number];

function what(event: TicketEvent): string {
  const kind = event.kind.toLowerCase();
  if (kind === "message") return event.isPublic ? "Message" : "Internal note";
  return sentence(kind);
}

function Who({ event }: { event: TicketEvent }) {
  const author = event.author?.toLowerCase();
  if (!author) return null;
  return (
    <span className={classes.by}>
      {(author === "ai" || author === "human") && <Mark of={author} />}
      {author === "ai" ? "AI" : sentence(author)}
      {event.agent ? `, ${event.agent}` : ""}
    </span>
  );
}

function details(event: TicketEvent): string {
  const score =
    typeof event.score === "number" ? `score ${event.score}${event.scaleHigh ? ` of ${event.scaleHigh}` : ""}` : "";
  return [event.team && `team ${event.team}`, event.detail, score].filter(Boolean).join(" · ");
}
