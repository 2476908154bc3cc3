import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "@/components/Confirm";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { CustomerEraseDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import { count } from "@/lib/format";
import type { LifeOf } from "./LifeSection";

type Erasure = LifeOf["erasures"][number];

/** A customer's request to be forgotten: what identifies one person is removed, the numbers stay. */
export function ErasureCard({ erasures }: { erasures: Erasure[] }) {
  const { slug } = useAccount();
  const erasing = useChange(slug, CustomerEraseDocument);
  const [source, setSource] = useState("");
  const [customer, setCustomer] = useState("");
  const [also, setAlso] = useState("");
  const wanted = { source: source.trim(), externalId: customer.trim(), also: lines(also) };
  const clear = () => {
    setCustomer("");
    setAlso("");
  };
  return (
    <Card
      title="A customer asks to be forgotten"
      subtitle="What identifies one person is removed everywhere. The tickets stay, nameless, so every number stays what it is."
    >
      <div className={fields.form}>
        <TextInput
          label="Source"
          description="Where the customer is known: for example zendesk, or csv for an import."
          value={source}
          onChange={({ currentTarget }) => setSource(currentTarget.value)}
          error={erasing.error?.of("source")}
        />
        <TextInput
          label="Customer’s identifier there"
          description="As the source sends it, for example its requester_id."
          value={customer}
          onChange={({ currentTarget }) => setCustomer(currentTarget.value)}
          error={erasing.error?.of("externalId") ?? erasing.error?.of("identities")}
        />
        <Textarea
          label="Also look for"
          description="Names, e-mail addresses and telephone numbers of the person, one a line: they are removed from all texts."
          rows={3}
          value={also}
          onChange={({ currentTarget }) => setAlso(currentTarget.value)}
          error={erasing.error?.of("also")}
        />
        {wanted.source && wanted.externalId && (
          <Confirm
            ask="Erase this customer"
            size="sm"
            title={`Erase what identifies ${wanted.externalId}?`}
            confirm="Erase"
            typed={wanted.externalId}
            change={erasing}
            onConfirm={(close) =>
              erasing.mutate(wanted, {
                onSuccess: () => {
                  close();
                  clear();
                },
              })
            }
          >
            <p>
              Names, identifiers and texts of this person are removed from tickets, events, survey answers and uploaded
              files. What your helpdesk sends about them later arrives nameless.
            </p>
            <p>It cannot be undone. This request itself is forgotten once it is done; only counts remain.</p>
          </Confirm>
        )}
      </div>
      <Outcome change={erasing} fields={["source", "externalId", "identities", "also"]} done="Asked for; see below." />
      {erasures.length > 0 && <h3 className={fields.group}>Requests</h3>}
      <Entries label="Requests to be forgotten">
        {erasures.map((one) => (
          <ErasureEntry key={one.id} erasure={one} />
        ))}
      </Entries>
    </Card>
  );
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

const NAMES: Record<Erasure["status"], string> = {
  QUEUED: "Waiting for its turn",
  FILES: "Erased; files are being gone through",
  DONE: "Erased",
};

function ErasureEntry({ erasure }: { erasure: Erasure }) {
  const { account } = useAccount();
  const told = erasure.counts.filter(({ n }) => n > 0).map(({ what, n }) => `${count(n)} ${what.replaceAll("_", " ")}`);
  return (
    <Entry
      name={NAMES[erasure.status]}
      about={dotted(
        `asked for ${instantText(erasure.createdAt, account.timezone)}`,
        `by ${erasure.createdBy}`,
        told.join(", "),
      )}
    />
  );
}
