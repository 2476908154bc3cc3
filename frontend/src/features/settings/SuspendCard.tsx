import { Button } from "@mantine/core";
import { Confirm } from "@/components/Confirm";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { AccountResumeDocument, AccountSuspendDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import type { LifeOf } from "./LifeSection";

/** Stops everything for a while, and lets it go on. */
export function SuspendCard({ account: { suspendedAt, closedAt } }: { account: LifeOf }) {
  const { slug, account } = useAccount();
  const suspending = useChange(slug, AccountSuspendDocument);
  const resuming = useChange(slug, AccountResumeDocument);
  if (closedAt) return null;
  if (suspendedAt) {
    return (
      <Card title="Suspended" subtitle={`Since ${instantText(suspendedAt, account.timezone)}.`}>
        <p className={fields.text}>
          Only owners get in. Events, imports and surveys are refused, and nothing is sent or shared.
        </p>
        <Button loading={resuming.isPending} onClick={() => resuming.mutate({})}>
          Open it again
        </Button>
        {resuming.error && <Outcome change={resuming} />}
      </Card>
    );
  }
  return (
    <Card title="Suspend" subtitle="Stops everything for a while. Nothing is deleted.">
      <Confirm
        ask="Suspend the account"
        size="sm"
        title="Suspend this account?"
        confirm="Suspend"
        change={suspending}
        onConfirm={(close) => suspending.mutate({}, { onSuccess: close })}
      >
        <p>From the next request on, until an owner opens it again:</p>
        <ul>
          <li>only owners get in; other members, agencies and keys do not</li>
          <li>events, imports and survey answers are refused, so your helpdesk may have to send them again</li>
          <li>no alerts, surveys or reports go out, and agencies and peers see nothing of it</li>
        </ul>
      </Confirm>
    </Card>
  );
}
