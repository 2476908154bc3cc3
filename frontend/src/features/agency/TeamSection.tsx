import { Button, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Confirm } from "@/components/Confirm";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  type AgencyRole,
  AgencyTeamDocument,
  type AgencyTeamQuery,
  StaffInviteDocument,
  StaffRemoveDocument,
  StaffRoleSetDocument,
} from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";
import { Invitations } from "./Invitations";

type Member = AgencyTeamQuery["agency"]["members"][number];

const ROLES: { value: AgencyRole; label: string }[] = [
  { value: "OWNER", label: "Owner" },
  { value: "MANAGER", label: "Manager" },
  { value: "ANALYST", label: "Analyst" },
];

const MAY: Record<AgencyRole, string> = {
  OWNER: "may do everything; in a client’s account what the client grants",
  MANAGER: "clients, reports and views; in a client’s account at most an analyst",
  ANALYST: "reads the portfolio, and clients’ accounts",
};

/** Who belongs to the agency, and what each may do. */
export function TeamSection() {
  const { slug } = useAgency();
  const { canAdminister } = useAgencyRights();
  const team = useQuery(agencyQuery(slug, AgencyTeamDocument, {}));
  const { members = [], invitations = [] } = team.data?.agency ?? {};
  const owners = members.filter(({ role }) => role === "OWNER").length;
  return (
    <Card title="People" subtitle="Clients see everybody listed here, and what each may do with them.">
      {team.error && <PartError error={team.error} retry={() => team.refetch()} />}
      {team.isPending && <Skeleton height={200} />}
      <Entries label="People of the agency">
        {members.map((member) => (
          <MemberEntry key={member.id} member={member} isLastOwner={member.role === "OWNER" && owners === 1} />
        ))}
      </Entries>
      <Invitations
        label="Invited, not in yet"
        invitations={invitations.filter(({ kind }) => kind === "STAFF")}
        canChange={canAdminister}
      />
      {canAdminister && <InviteForm />}
    </Card>
  );
}

function MemberEntry({ member, isLastOwner }: { member: Member; isLastOwner: boolean }) {
  const { slug, agency } = useAgency();
  const { canAdminister } = useAgencyRights();
  const setting = useAgencyChange(slug, StaffRoleSetDocument);
  const removing = useAgencyChange(slug, StaffRemoveDocument);
  const { email, isViewer, role } = member;
  const actions = isLastOwner ? (
    <small>The only owner</small>
  ) : (
    <>
      {canAdminister && (
        <NativeSelect
          size="xs"
          aria-label={`Role of ${email}`}
          value={role}
          onChange={({ currentTarget }) => setting.mutate({ id: member.id, role: currentTarget.value as AgencyRole })}
          data={ROLES}
        />
      )}
      {(canAdminister || isViewer) && (
        <Confirm
          ask={isViewer ? "Leave" : "Remove"}
          label={isViewer ? "Leave the agency" : `Remove ${email}`}
          title={isViewer ? `Leave ${agency.name}?` : `Remove ${email}?`}
          confirm={isViewer ? "Leave" : "Remove"}
          change={removing}
          onConfirm={(close) => removing.mutate({ id: member.id }, { onSuccess: close })}
        >
          {isViewer ? "You" : "They"} will open neither the agency nor its clients any more, from the next click on.
          Accounts of which {isViewer ? "you are" : "they are"} a member stay open.
        </Confirm>
      )}
    </>
  );
  return (
    <Entry
      name={isViewer ? `${email} (you)` : email}
      about={dotted(sentence(role), MAY[role], `since ${instantText(member.since, agency.timezone)}`)}
      actions={actions}
    >
      <Outcome change={setting} />
    </Entry>
  );
}

function InviteForm() {
  const { slug } = useAgency();
  const inviting = useAgencyChange(slug, StaffInviteDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    inviting.mutate(
      { email: String(given.get("email")), role: String(given.get("role")) as AgencyRole },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <>
      <form onSubmit={submit} className={fields.inline}>
        <TextInput
          name="email"
          type="email"
          label="E-mail of a colleague"
          error={inviting.error?.of("email")}
          required
        />
        <NativeSelect name="role" label="Role" defaultValue="ANALYST" data={ROLES} />
        <Button type="submit" loading={inviting.isPending}>
          Invite
        </Button>
      </form>
      <Outcome change={inviting} fields={["email"]} done="Invited: the letter is on its way." />
    </>
  );
}
