import { Button, NativeSelect } from "@mantine/core";
import { Confirm } from "@/components/Confirm";
import { Below, dotted, Entry } from "@/components/Entries";
import { Outcome } from "@/components/Outcome";
import {
  ApiKeyRevokeDocument,
  GrantRevokeDocument,
  GrantRoleSetDocument,
  InvitationResendDocument,
  InvitationRevokeDocument,
  MemberRemoveDocument,
  MemberRoleSetDocument,
  type Role,
} from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { counted, sentence } from "@/lib/format";
import { type Line, mayText, ROLES } from "./lines";

function useWhen() {
  const { account } = useAccount();
  return (instant: string) => instantText(instant, account.timezone);
}

type RoleProps = { line: Line; onChange: (role: Role) => void };

function RoleChoice({ line, onChange }: RoleProps) {
  return (
    <NativeSelect
      size="xs"
      aria-label={`Role of ${line.who}`}
      value={line.role ?? "VIEWER"}
      onChange={({ currentTarget }) => onChange(currentTarget.value as Role)}
      data={ROLES}
    />
  );
}

export function PersonEntry({ line, isLastOwner }: { line: Line; isLastOwner: boolean }) {
  const { slug, viewer } = useAccount();
  const { canManage } = useRights();
  const when = useWhen();
  const setting = useChange(slug, MemberRoleSetDocument);
  const removing = useChange(slug, MemberRemoveDocument);
  const isSelf = line.who === viewer.email;
  return (
    <Entry
      name={isSelf ? `${line.who} (you)` : line.who}
      about={dotted(
        line.role && sentence(line.role),
        mayText(line),
        `since ${when(line.since)}`,
        line.lastUsedAt && `last seen ${when(line.lastUsedAt)}`,
      )}
      actions={
        canManage &&
        (isLastOwner ? (
          <small>The only owner</small>
        ) : (
          <>
            <RoleChoice line={line} onChange={(role) => setting.mutate({ id: line.id, role })} />
            <Confirm
              ask={isSelf ? "Leave" : "Remove"}
              label={isSelf ? "Leave the account" : `Remove ${line.who}`}
              title={isSelf ? "Leave this account?" : `Remove ${line.who}?`}
              confirm={isSelf ? "Leave" : "Remove"}
              change={removing}
              onConfirm={(close) => removing.mutate({ id: line.id }, { onSuccess: close })}
            >
              {isSelf ? "You" : "They"} will not open this account any more, from the next click on. Keys that{" "}
              {isSelf ? "you" : "they"} made keep working until they are revoked. An owner can invite{" "}
              {isSelf ? "you" : "them"} again.
            </Confirm>
          </>
        ))
      }
    >
      <Outcome change={setting} />
    </Entry>
  );
}

export function AgencyEntry({ agency, people }: { agency: Line; people: Line[] }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const when = useWhen();
  const setting = useChange(slug, GrantRoleSetDocument);
  const revoking = useChange(slug, GrantRevokeDocument);
  return (
    <Entry
      name={agency.who}
      about={dotted("an agency", agency.role && `at most: ${mayText(agency)}`, `since ${when(agency.since)}`)}
      actions={
        canManage && (
          <>
            <RoleChoice line={agency} onChange={(role) => setting.mutate({ id: agency.id, role })} />
            <Confirm
              ask="Revoke"
              label={`Revoke the access of ${agency.who}`}
              title={`Revoke the access of ${agency.who}?`}
              confirm="Revoke"
              change={revoking}
              onConfirm={(close) => revoking.mutate({ id: agency.id }, { onSuccess: close })}
            >
              <p>
                Nobody of {agency.who} will open this account from their next click on, and your numbers disappear from
                its portfolio at once. Its scheduled reports about you stop.
              </p>
              <p>Nothing in the account is deleted. Letters and files that they took before stay with them.</p>
            </Confirm>
          </>
        )
      }
    >
      <Outcome change={setting} />
      <Below label={`People of ${agency.who}`}>
        {people.map((person) => (
          <Entry
            key={person.who}
            name={person.who}
            about={dotted(mayText(person), person.lastUsedAt && `last seen ${when(person.lastUsedAt)}`)}
          />
        ))}
      </Below>
      {people.length === 0 && <small>{counted(0, "person").replace("persons", "people")}</small>}
    </Entry>
  );
}

export function InvitationEntry({ line }: { line: Line }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const when = useWhen();
  const resending = useChange(slug, InvitationResendDocument);
  const revoking = useChange(slug, InvitationRevokeDocument);
  return (
    <Entry
      name={line.who}
      about={dotted(line.role && `as ${sentence(line.role).toLowerCase()}`, `invited ${when(line.since)}`)}
      actions={
        canManage && (
          <>
            <Button
              variant="default"
              size="xs"
              aria-label={`Send again to ${line.who}`}
              loading={resending.isPending}
              onClick={() => resending.mutate({ id: line.id })}
            >
              Send again
            </Button>
            <Button
              variant="default"
              size="xs"
              aria-label={`Take back the invitation of ${line.who}`}
              loading={revoking.isPending}
              onClick={() => revoking.mutate({ id: line.id })}
            >
              Take back
            </Button>
          </>
        )
      }
    >
      <Outcome change={resending} done="Sent. The link of the former letter does not work any more." />
      <Outcome change={revoking} done="Taken back." />
    </Entry>
  );
}

export function KeyEntry({ line }: { line: Line }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const when = useWhen();
  const revoking = useChange(slug, ApiKeyRevokeDocument);
  return (
    <Entry
      name={line.who}
      about={dotted(
        mayText(line),
        `made ${when(line.since)}`,
        line.lastUsedAt ? `last used ${when(line.lastUsedAt)}` : "never used",
      )}
      actions={
        canManage && (
          <Confirm
            ask="Revoke"
            label={`Revoke the key ${line.who}`}
            title={`Revoke the key ${line.who}?`}
            confirm="Revoke"
            change={revoking}
            onConfirm={(close) => revoking.mutate({ id: line.id }, { onSuccess: close })}
          >
            Whatever uses it is refused from its next request on. A revoked key cannot be brought back; make a new one.
          </Confirm>
        )
      }
    />
  );
}
