import { Button, NativeSelect, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Confirm } from "@/components/Confirm";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { ButtonLink } from "@/components/links";
import { Outcome } from "@/components/Outcome";
import { Card, EmptyState } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  AgencyClientsDocument,
  type AgencyClientsQuery,
  ClientCreateDocument,
  ClientInviteDocument,
  ClientLeaveDocument,
  type Role,
} from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { browserTimezone, instantText, timezones } from "@/lib/days";
import { counted } from "@/lib/format";
import { sessionQuery } from "@/lib/session";
import { Invitations } from "./Invitations";

type Client = AgencyClientsQuery["clients"]["nodes"][number];

const GRANTED: Record<Role, string> = {
  OWNER: "lets your owners do everything",
  ANALYST: "lets you import and set targets",
  VIEWER: "lets you read",
};

/** Whose support the agency looks after, how it came to them, and how to take on another. */
export function ClientsSection() {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  const read = useQuery(agencyQuery(slug, AgencyClientsDocument, { after: null }));
  const clients = read.data?.clients;
  const invited = read.data?.agency.invitations.filter(({ kind }) => kind === "CLIENT") ?? [];
  return (
    <div className={fields.stack}>
      {canManage && <NewClientCard />}
      <Card
        title={clients ? counted(clients.totalCount, "client") : "Clients"}
        subtitle="Each client sees your people in its settings and can take the access back at once."
      >
        {read.error && <PartError error={read.error} retry={() => read.refetch()} />}
        {read.isPending && <Skeleton height={240} />}
        {clients?.totalCount === 0 && (
          <EmptyState title="No clients yet">
            Create an account for a client whose history you will import, or invite one that has an account already.
          </EmptyState>
        )}
        <Entries label="Clients">
          {clients?.nodes.map((client) => (
            <ClientEntry key={client.id} client={client} />
          ))}
        </Entries>
        {clients?.pageInfo.hasNextPage && (
          <p className={fields.hint}>The first {clients.nodes.length} are shown; all are in the portfolio.</p>
        )}
        <Invitations label="Asked, not a client yet" invitations={invited} canChange={canManage} />
      </Card>
    </div>
  );
}

function ClientEntry({ client }: { client: Client }) {
  const { slug, agency } = useAgency();
  const { canAdminister } = useAgencyRights();
  const sessions = useQueryClient();
  const leaving = useAgencyChange(slug, ClientLeaveDocument);
  const leave = (close: () => void) =>
    leaving.mutate(
      { id: client.id },
      {
        onSuccess: () => {
          close();
          sessions.invalidateQueries(sessionQuery);
        },
      },
    );
  return (
    <Entry
      name={client.name}
      about={dotted(
        GRANTED[client.grantedRole],
        client.timezone,
        `client since ${instantText(client.since, agency.timezone)}`,
        client.asOf
          ? `numbers of ${instantText(client.asOf, agency.timezone)}${client.isStale ? ", getting old" : ""}`
          : "no numbers yet",
      )}
      actions={
        <>
          {client.mayOpen && (
            <ButtonLink to="/a/$account" params={{ account: client.slug }} variant="default" size="xs">
              Open
            </ButtonLink>
          )}
          {canAdminister && (
            <Confirm
              ask="Give up"
              label={`Give up ${client.name}`}
              title={`Give up ${client.name} as a client?`}
              confirm="Give up"
              change={leaving}
              onConfirm={leave}
            >
              <p>
                Your people lose access at once, the client leaves the portfolio, and reports about it stop. Its account
                stays as it is.
              </p>
              <p>Only the client can let you in again.</p>
            </Confirm>
          )}
        </>
      }
    />
  );
}

const HOW = [
  { value: "create", label: "Create an account" },
  { value: "invite", label: "Invite a client" },
];

function NewClientCard() {
  const [how, setHow] = useState("create");
  return (
    <Card title="Take on a client">
      <SegmentedControl aria-label="How" value={how} onChange={setHow} data={HOW} />
      {how === "create" ? <CreateForm /> : <InviteForm />}
    </Card>
  );
}

function CreateForm() {
  const { slug } = useAgency();
  const client = useQueryClient();
  const creating = useAgencyChange(slug, ClientCreateDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    creating.mutate(
      { name: String(given.get("name")), timezone: String(given.get("timezone")) },
      {
        onSuccess: () => {
          form.reset();
          client.invalidateQueries(sessionQuery);
        },
      },
    );
  };
  const made = creating.data?.clientCreate.client;
  return (
    <>
      <p className={fields.hint}>
        You own the account until one of the client’s people is its owner: open it, import the history, and invite them
        under Access.
      </p>
      <form onSubmit={submit} className={fields.inline}>
        <TextInput name="name" label="Company" error={creating.error?.of("name")} required />
        <NativeSelect name="timezone" label="Time zone" defaultValue={browserTimezone()} data={timezones()} />
        <Button type="submit" loading={creating.isPending}>
          Create
        </Button>
      </form>
      <Outcome change={creating} fields={["name"]} done="Created." />
      {made && (
        <ButtonLink to="/a/$account/import" params={{ account: made.slug }} variant="default" mt={8}>
          Import its history
        </ButtonLink>
      )}
    </>
  );
}

const ASKED: { value: Role; label: string }[] = [
  { value: "VIEWER", label: "to read" },
  { value: "ANALYST", label: "to import and set targets too" },
  { value: "OWNER", label: "to do everything" },
];

function InviteForm() {
  const { slug } = useAgency();
  const inviting = useAgencyChange(slug, ClientInviteDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    inviting.mutate(
      { email: String(given.get("email")), role: String(given.get("role")) as Role },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <>
      <p className={fields.hint}>
        Write to somebody who owns an account, or will. They read what you ask for, choose the account, and accept.
      </p>
      <form onSubmit={submit} className={fields.inline}>
        <TextInput name="email" type="email" label="E-mail" error={inviting.error?.of("email")} required />
        <NativeSelect name="role" label="You ask" defaultValue="VIEWER" data={ASKED} />
        <Button type="submit" loading={inviting.isPending}>
          Invite
        </Button>
      </form>
      <Outcome change={inviting} fields={["email"]} done="Invited: the letter is on its way." />
    </>
  );
}
