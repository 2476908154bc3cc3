import { Button } from "@mantine/core";
import { Confirm } from "@/components/Confirm";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { AccountCloseDocument, AccountReopenDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import type { LifeOf } from "./LifeSection";

/** The end of the account, thirty days after it is asked for; until then it can be taken back. */
export function CloseCard({ account: { name, closedAt, eraseAfter } }: { account: LifeOf }) {
  const { slug, account } = useAccount();
  const closing = useChange(slug, AccountCloseDocument);
  const reopening = useChange(slug, AccountReopenDocument);
  if (closedAt && eraseAfter) {
    return (
      <Card title="To be deleted" subtitle={`Asked for ${instantText(closedAt, account.timezone)}.`}>
        <p className={fields.text}>
          Everything is erased after <strong>{instantText(eraseAfter, account.timezone)}</strong>. Until then only
          owners get in, to export it or to take this back.
        </p>
        <Button loading={reopening.isPending} onClick={() => reopening.mutate({})}>
          Keep the account
        </Button>
        {reopening.error && <Outcome change={reopening} />}
      </Card>
    );
  }
  return (
    <Card title="Delete" subtitle="Suspended at once, erased for good after 30 days.">
      <Confirm
        ask="Delete the account"
        size="sm"
        title={`Delete ${name}?`}
        confirm="Delete in 30 days"
        typed={name}
        change={closing}
        onConfirm={(close) => closing.mutate({ name }, { onSuccess: close })}
      >
        <p>
          The account is suspended now: only owners get in, nothing is taken in or sent, agencies and peers see nothing
          of it.
        </p>
        <p>
          After 30 days every ticket, number, file, key and membership is erased and cannot be brought back. Until then
          any owner can take it back on this page. Export first what you want to keep.
        </p>
      </Confirm>
    </Card>
  );
}
