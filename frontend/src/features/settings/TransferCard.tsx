import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "@/components/Confirm";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { AccountTransferDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import type { LifeOf } from "./LifeSection";

/** Hands the account on to another of its people. */
export function TransferCard({ members }: { members: LifeOf["members"] }) {
  const { slug } = useAccount();
  const transferring = useChange(slug, AccountTransferDocument);
  const heirs = members.filter(({ isPending, isViewer }) => !isPending && !isViewer);
  const [chosen, setChosen] = useState(heirs[0]?.id ?? "");
  const heir = heirs.find(({ id }) => id === chosen) ?? heirs[0];
  return (
    <Card title="Hand it on" subtitle="Another member becomes the owner, and you become an analyst.">
      {heir ? (
        <div className={fields.inline}>
          <NativeSelect
            label="New owner"
            value={heir.id}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            data={heirs.map(({ id, email }) => ({ value: id, label: email }))}
          />
          <Confirm
            ask="Hand it on"
            size="sm"
            title={`Make ${heir.email} the owner?`}
            confirm="Hand it on"
            change={transferring}
            onConfirm={(close) => transferring.mutate({ member: heir.id, stay: true }, { onSuccess: close })}
          >
            {heir.email} may do everything from now on: decide who has access, export, suspend and delete. You keep
            seeing the numbers, but cannot take this back yourself.
          </Confirm>
        </div>
      ) : (
        <p className={fields.text}>There is nobody else yet. Invite the new owner under Access first.</p>
      )}
      <Outcome change={transferring} done="Handed on." />
    </Card>
  );
}
