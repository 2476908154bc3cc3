import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Entries } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { AccessDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { query } from "@/lib/api";
import { counted } from "@/lib/format";
import { AgencyEntry, InvitationEntry, KeyEntry, PersonEntry } from "./AccessEntries";
import { InviteCard } from "./InviteCard";
import { type Groups, grouped } from "./lines";

/** Exactly who has access to the account, and the way to take it back. */
export function AccessSection() {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const access = useQuery(query(slug, AccessDocument, {}));
  return (
    <div className={fields.stack}>
      <Card
        title="Who has access"
        subtitle="Everybody and everything that can open this account, and what each may do."
      >
        {access.error && <PartError error={access.error} retry={() => access.refetch()} />}
        {access.isPending && <Skeleton height={320} />}
        {access.data && <Lines groups={grouped(access.data.account.accessList)} />}
      </Card>
      {canManage && <InviteCard />}
    </div>
  );
}

function Lines({ groups: { people, agencies, keys, invitations } }: { groups: Groups }) {
  const owners = people.filter(({ role }) => role === "OWNER").length;
  return (
    <>
      <h3 className={fields.group}>{counted(people.length, "person").replace("persons", "people")} of the account</h3>
      {people.length === 0 && (
        <p className={fields.text}>Nobody yet: an agency looks after the account until one of your people joins.</p>
      )}
      <Entries label="People of the account">
        {people.map((line) => (
          <PersonEntry key={line.id} line={line} isLastOwner={line.role === "OWNER" && owners === 1} />
        ))}
      </Entries>
      {agencies.length > 0 && <h3 className={fields.group}>Agencies</h3>}
      <Entries label="Agencies">
        {agencies.map((one) => (
          <AgencyEntry key={one.agency.id} agency={one.agency} people={one.people} />
        ))}
      </Entries>
      {invitations.length > 0 && <h3 className={fields.group}>Invited, not in yet</h3>}
      <Entries label="Open invitations">
        {invitations.map((line) => (
          <InvitationEntry key={line.id} line={line} />
        ))}
      </Entries>
      {keys.length > 0 && <h3 className={fields.group}>API keys</h3>}
      <Entries label="API keys">
        {keys.map((line) => (
          <KeyEntry key={line.id} line={line} />
        ))}
      </Entries>
    </>
  );
}
