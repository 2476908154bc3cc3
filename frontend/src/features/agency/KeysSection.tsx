import { Button, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Confirm } from "@/components/Confirm";
import { CopyText } from "@/components/CopyText";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { AgencyKeyCreateDocument, AgencyKeyRevokeDocument, AgencyKeysDocument, type Scope } from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { instantText } from "@/lib/days";

const SCOPES: { value: Scope; label: string }[] = [
  { value: "READ", label: "read the portfolio" },
  { value: "ADMIN", label: "everything" },
];

/** Keys that read the portfolio, or run the agency, without a person. */
export function KeysSection() {
  const { slug, agency } = useAgency();
  const keys = useQuery(agencyQuery(slug, AgencyKeysDocument, {}));
  const revoking = useAgencyChange(slug, AgencyKeyRevokeDocument);
  const when = (instant: string) => instantText(instant, agency.timezone);
  return (
    <Card
      title="API keys"
      subtitle="For your own dashboards: they read what clients publish to you, and open no client’s account. A key is shown once."
    >
      <NewKey />
      {keys.error && <PartError error={keys.error} retry={() => keys.refetch()} />}
      {keys.isPending && <Skeleton height={120} />}
      {keys.data?.agency.apiKeys.length === 0 && <p className={fields.hint}>No keys yet.</p>}
      <Entries label="API keys">
        {keys.data?.agency.apiKeys.map((key) => (
          <Entry
            key={key.id}
            name={key.name}
            about={dotted(
              `${key.prefix}…`,
              SCOPES.find(({ value }) => value === key.scope)?.label,
              `made ${when(key.createdAt)}${key.createdBy ? ` by ${key.createdBy}` : ""}`,
              key.lastUsedAt ? `last used ${when(key.lastUsedAt)}` : "never used",
              key.revokedAt && `revoked ${when(key.revokedAt)}`,
            )}
            actions={
              !key.revokedAt && (
                <Confirm
                  ask="Revoke"
                  label={`Revoke the key ${key.name}`}
                  title={`Revoke the key ${key.name}?`}
                  confirm="Revoke"
                  change={revoking}
                  onConfirm={(close) => revoking.mutate({ id: key.id }, { onSuccess: close })}
                >
                  Whatever uses it is refused from its next request on. A revoked key cannot be brought back.
                </Confirm>
              )
            }
          />
        ))}
      </Entries>
    </Card>
  );
}

function NewKey() {
  const { slug } = useAgency();
  const creating = useAgencyChange(slug, AgencyKeyCreateDocument);
  const secret = creating.data?.apiKeyCreate.secret;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    creating.mutate(
      { name: String(given.get("name")), scope: String(given.get("scope")) as Scope },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <>
      <form onSubmit={submit} className={fields.inline}>
        <TextInput name="name" label="What is it for?" error={creating.error?.of("name")} required />
        <NativeSelect name="scope" label="It may" defaultValue="READ" data={SCOPES} />
        <Button type="submit" loading={creating.isPending}>
          Make a key
        </Button>
      </form>
      {creating.error && <Outcome change={creating} fields={["name"]} />}
      {secret && (
        <div className={fields.secret} role="status">
          <p>Copy the key now. It is not shown again.</p>
          <CopyText text={secret} name="the key" />
        </div>
      )}
    </>
  );
}
