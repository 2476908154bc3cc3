import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { Card } from "@/components/Page";
import { MemberAddDocument, MemberRemoveDocument, MemberRoleSetDocument, type Role } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";
import { Outcome } from "./Outcome";
import type { AccountSettings } from "./SettingsPage";
import classes from "./settings.module.css";

type Member = AccountSettings["members"][number];

const ROLES: { value: Role; label: string }[] = [
  { value: "OWNER", label: "Owner" },
  { value: "ANALYST", label: "Analyst" },
  { value: "VIEWER", label: "Viewer" },
];

export function MembersSection({ members }: { members: Member[] }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const setting = useChange(slug, MemberRoleSetDocument);
  const removing = useChange(slug, MemberRemoveDocument);
  return (
    <Card title="Members" subtitle="Owners change everything, analysts import and set targets, viewers look.">
      <ul className={classes.rows}>
        {members.map((member) => (
          <li key={member.id} className={classes.row}>
            <MemberWords member={member} />
            {canManage ? (
              <span className={classes.rowActions}>
                <NativeSelect
                  aria-label={`Role of ${member.email}`}
                  value={member.role}
                  onChange={({ currentTarget }) => setting.mutate({ id: member.id, role: currentTarget.value as Role })}
                  data={ROLES}
                />
                <Button
                  variant="default"
                  aria-label={`Remove ${member.email}`}
                  onClick={() => removing.mutate({ id: member.id })}
                >
                  Remove
                </Button>
              </span>
            ) : (
              <span>{sentence(member.role)}</span>
            )}
          </li>
        ))}
      </ul>
      <Outcome change={setting} />
      <Outcome change={removing} done="Removed." />
      {canManage && <Invitation />}
    </Card>
  );
}

function MemberWords({ member }: { member: Member }) {
  const { account } = useAccount();
  const since = instantText(member.since, account.timezone);
  return (
    <span className={classes.rowWords}>
      <strong>{member.email}</strong>
      <small>
        {member.isPending ? `invited ${since}, has not signed up yet` : `since ${since}`}
        {member.isViewer ? " · you" : ""}
      </small>
    </span>
  );
}

function Invitation() {
  const { slug } = useAccount();
  const adding = useChange(slug, MemberAddDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    adding.mutate(
      { email: String(fields.get("email")), role: String(fields.get("role")) as Role },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <form onSubmit={submit} className={classes.inline}>
      <TextInput name="email" type="email" label="E-mail of a colleague" error={adding.error?.of("email")} required />
      <NativeSelect name="role" label="Role" defaultValue="ANALYST" data={ROLES} />
      <Button type="submit" loading={adding.isPending}>
        Add
      </Button>
      <Outcome change={adding} fields={["email"]} done="Added." />
    </form>
  );
}
