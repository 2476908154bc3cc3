import { Skeleton } from "@mantine/core";
import { IconArrowRight, IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ButtonLink, TextLink } from "@/components/links";
import { Card, EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { ClientNumbersDocument, type ClientNumbersQuery } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";
import { type ClientSearch, channelOf, rangeOf, stepFor } from "@/lib/portfolio";
import { comparisonOf, withoutEmpty } from "@/lib/range";
import { ClientReading, type Reading } from "./ClientReading";
import { SightControls } from "./Controls";
import classes from "./client.module.css";
import { SegmentsCard } from "./SegmentsCard";

type Client = NonNullable<ClientNumbersQuery["client"]>;

const MOST_KPIS = 30;

/** All published numbers of one client, each beside the portfolio's, and the way into the client's own account. */
export function ClientPage() {
  const { slug, kpis } = useAgency();
  const { client: name } = useParams({ from: "/agencies/$agency/clients/$client" });
  const search = useSearch({ from: "/agencies/$agency/clients/$client" });
  const navigate = useNavigate({ from: "/agencies/$agency/clients/$client" });
  const change = (part: Partial<ClientSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const period = useSightPeriod(search);
  const answer = useQuery(
    agencyQuery(slug, ClientNumbersDocument, {
      slug: name,
      kpis: kpis.slice(0, MOST_KPIS).map(({ key }) => key),
      period,
      compareWith: comparisonOf(search),
      channel: channelOf(search),
      interval: stepFor(period),
    }),
  );
  const client = answer.data?.client;
  if (answer.data && !client) return <NotAClient />;
  return (
    <Page
      title={client?.name ?? "Client"}
      subtitle={client ? <ClientFreshness client={client} /> : "…"}
      actions={
        <>
          <SightControls search={search} onChange={change} />
          {client && <Door client={client} search={search} />}
        </>
      }
    >
      {answer.error && <PartError error={answer.error} retry={() => answer.refetch()} />}
      {!client && !answer.error && <Skeleton height={560} radius="md" />}
      {client && !client.mayOpen && <Shut client={client} />}
      {client?.asOf && (
        <div className={classes.stack} aria-busy={answer.isFetching}>
          {[...grouped(client.readings)].map(([title, readings]) => (
            <Card key={title} title={title}>
              <ul className={`${classes.list} num`}>
                {readings.map((reading) => (
                  <ClientReading key={reading.kpi.key} reading={reading} client={client} search={search} />
                ))}
              </ul>
            </Card>
          ))}
          <SegmentsCard
            client={client}
            kpis={client.readings.map(({ kpi }) => kpi)}
            search={search}
            onChange={change}
          />
        </div>
      )}
      {client && !client.asOf && <NothingPublished client={client} />}
    </Page>
  );
}

/** Readings with cases, by pillar; what the client never sent is one last group. */
function grouped(readings: readonly Reading[]): Map<string, Reading[]> {
  const has = ({ cell }: Reading) => cell.isAvailable && typeof cell.value === "number";
  const nameOf = ({ kpi }: Reading) => sentence(kpi.pillar);
  const groups = Map.groupBy(readings.filter(has), nameOf);
  const rest = readings.filter((reading) => !has(reading));
  return rest.length > 0 ? groups.set("Without numbers in this period", rest) : groups;
}

function ClientFreshness({ client }: { client: Client }) {
  const when = client.asOf ? `Numbers as of ${instantText(client.asOf, client.timezone)}` : "No numbers yet";
  return (
    <span>
      {when} · days in {client.timezone}
      {client.isStale && client.asOf ? " · older than they should be" : ""}
    </span>
  );
}

function Door({ client, search }: { client: Client; search: ClientSearch }) {
  if (!client.mayOpen) return null;
  return (
    <ButtonLink
      to="/a/$account"
      params={{ account: client.slug }}
      search={rangeOf(search)}
      rightSection={<IconArrowRight size={16} aria-hidden />}
    >
      Open the account
    </ButtonLink>
  );
}

/** Why there is no way into the account: these numbers are what it publishes, and no more. */
function Shut({ client }: { client: Client }) {
  return (
    <p className={classes.shut}>
      <IconLock size={16} aria-hidden />
      {client.role
        ? `You may not open the account of ${client.name} just now. What it publishes is shown here.`
        : `A key reads what ${client.name} publishes; only people open its account.`}
    </p>
  );
}

function NothingPublished({ client }: { client: Client }) {
  const { slug } = useAgency();
  return (
    <EmptyState
      title="No numbers yet"
      action={
        client.mayOpen ? (
          <ButtonLink to="/a/$account/import" params={{ account: client.slug }}>
            Import its history
          </ButtonLink>
        ) : (
          <TextLink to="/agencies/$agency" params={{ agency: slug }}>
            Back to all clients
          </TextLink>
        )
      }
    >
      Numbers appear here within minutes of the first tickets that {client.name} imports or sends.
    </EmptyState>
  );
}

function NotAClient() {
  const { slug } = useAgency();
  return (
    <Page title="No such client">
      <EmptyState
        title="No such client"
        action={
          <ButtonLink to="/agencies/$agency" params={{ agency: slug }}>
            Show all clients
          </ButtonLink>
        }
      >
        It is none of the agency's clients, or it no longer lets the agency see its numbers.
      </EmptyState>
    </Page>
  );
}
