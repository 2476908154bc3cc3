import { Button } from "@mantine/core";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { AgencyInvitationResendDocument, AgencyInvitationRevokeDocument, type AgencyTeamQuery } from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { useAgencyChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";

export type Invited = AgencyTeamQuery["agency"]["invitations"][number];

type Props = { label: string; invitations: readonly Invited[]; canChange: boolean };

/** Letters that nobody has followed yet. */
export function Invitations({ label, invitations, canChange }: Props) {
  if (invitations.length === 0) return null;
  return (
    <>
      <h3 className={fields.group}>{label}</h3>
      <Entries label={label}>
        {invitations.map((one) => (
          <InvitationEntry key={one.id} invited={one} canChange={canChange} />
        ))}
      </Entries>
    </>
  );
}

function InvitationEntry({ invited, canChange }: { invited: Invited; canChange: boolean }) {
  const { slug, agency } = useAgency();
  const when = (instant: string) => instantText(instant, agency.timezone);
  const resending = useAgencyChange(slug, AgencyInvitationResendDocument);
  const revoking = useAgencyChange(slug, AgencyInvitationRevokeDocument);
  return (
    <Entry
      name={invited.email}
      about={dotted(
        `as ${sentence(invited.role).toLowerCase()}`,
        `invited ${when(invited.createdAt)}`,
        invited.createdBy && `by ${invited.createdBy}`,
        invited.status === "EXPIRED" ? "expired" : `holds until ${when(invited.expiresAt)}`,
      )}
      actions={
        canChange && (
          <>
            <Button
              variant="default"
              size="xs"
              aria-label={`Send again to ${invited.email}`}
              loading={resending.isPending}
              onClick={() => resending.mutate({ id: invited.id })}
            >
              Send again
            </Button>
            <Button
              variant="default"
              size="xs"
              aria-label={`Take back the invitation of ${invited.email}`}
              loading={revoking.isPending}
              onClick={() => revoking.mutate({ id: invited.id })}
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
