import { TextInput } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "@/components/Confirm";
import fields from "@/components/Fields.module.css";
import { Card } from "@/components/Page";
import { CustomerEraseDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { counted } from "@/lib/format";

/** A customer's request to be forgotten: what identifies one person is removed, the numbers stay. */
export function ErasureCard() {
  const { slug } = useAccount();
  const erasing = useChange(slug, CustomerEraseDocument);
  const [source, setSource] = useState("");
  const [customer, setCustomer] = useState("");
  const isGiven = source.trim() !== "" && customer.trim() !== "";
  const done = erasing.data?.customerErase;
  return (
    <Card
      title="A customer asks to be forgotten"
      subtitle="Names, addresses, texts and identifiers of one person are removed. Tickets stay, nameless, so every number stays what it is."
    >
      <div className={fields.inline}>
        <TextInput
          label="Customer’s identifier"
          description="As your helpdesk sent it: requester_id in its export, or the address where it sends that."
          value={customer}
          onChange={({ currentTarget }) => setCustomer(currentTarget.value)}
          error={erasing.error?.of("externalId")}
        />
        <TextInput
          label="Source"
          description="For example zendesk, or csv for an import."
          value={source}
          onChange={({ currentTarget }) => setSource(currentTarget.value)}
          error={erasing.error?.of("source")}
        />
      </div>
      {isGiven && (
        <Confirm
          ask="Erase this customer"
          size="sm"
          title={`Erase what identifies ${customer.trim()}?`}
          confirm="Erase"
          typed={customer.trim()}
          change={erasing}
          onConfirm={(close) =>
            erasing.mutate({ source: source.trim(), externalId: customer.trim() }, { onSuccess: close })
          }
        >
          <p>
            Texts, names and identifiers of this person are removed from tickets, events, survey answers and uploaded
            files, and what your helpdesk sends about them later arrives nameless. It cannot be undone.
          </p>
        </Confirm>
      )}
      {done && (
        <p role="status" className={fields.hint}>
          Erased: {counted(done.tickets, "ticket")} and {counted(done.rows, "row")} name this person no more.
        </p>
      )}
    </Card>
  );
}
