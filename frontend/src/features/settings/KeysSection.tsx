import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { CopyText } from "@/components/CopyText";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { ApiKeyCreateDocument, ApiKeyRevokeDocument, type Scope } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import type { AccountSettings } from "./SettingsPage";
import classes from "./settings.module.css";

type Key = AccountSettings["apiKeys"][number];

const SCOPES: { value: Scope; label: string }[] = [
  { value: "READ", label: "read numbers and tickets" },
  { value: "INGEST", label: "send events" },
  { value: "ADMIN", label: "everything" },
];

export function KeysSection({ keys }: { keys: Key[] }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const revoking = useChange(slug, ApiKeyRevokeDocument);
  return (
    <Card title="API keys" subtitle="A key is shown once, when it is made; we keep only its hash.">
      {canManage && <NewKey />}
      {keys.length === 0 && (
        <p className={classes.hint}>{canManage ? "No keys yet." : "No keys yet; owners make them."}</p>
      )}
      <ul className={classes.rows}>
        {keys.map((key) => (
          <li key={key.id} className={classes.row}>
            <KeyWords apiKey={key} />
            {canManage && !key.revokedAt && (
              <Button
                variant="default"
                aria-label={`Revoke ${key.name}`}
                onClick={() => revoking.mutate({ id: key.id })}
              >
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Outcome change={revoking} done="Revoked: it opens nothing any more." />
    </Card>
  );
}

function KeyWords({ apiKey }: { apiKey: Key }) {
  const { account } = useAccount();
  const when = (instant: string) => instantText(instant, account.timezone);
  const scope = SCOPES.find(({ value }) => value === apiKey.scope)?.label;
  return (
    <span className={classes.rowWords}>
      <strong>{apiKey.name}</strong>
      <small>
        <code>{apiKey.prefix}…</code> · {scope} · made {when(apiKey.createdAt)}
        {apiKey.createdBy ? ` by ${apiKey.createdBy}` : ""}
        {apiKey.revokedAt ? ` · revoked ${when(apiKey.revokedAt)}` : ""}
      </small>
    </span>
  );
}

function NewKey() {
  const { slug } = useAccount();
  const creating = useChange(slug, ApiKeyCreateDocument);
  const secret = creating.data?.apiKeyCreate.secret;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    creating.mutate(
      { name: String(fields.get("name")), scope: String(fields.get("scope")) as Scope },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <>
      <form onSubmit={submit} className={classes.inline}>
        <TextInput name="name" label="What is it for?" error={creating.error?.of("name")} required />
        <NativeSelect name="scope" label="It may" defaultValue="READ" data={SCOPES} />
        <Button type="submit" loading={creating.isPending}>
          Make a key
        </Button>
      </form>
      {creating.error && <Outcome change={creating} fields={["name"]} />}
      {secret && (
        <div className={classes.secret} role="status">
          <p>Copy the key now. It is not shown again.</p>
          <CopyText text={secret} name="the key" />
        </div>
      )}
    </>
  );
}
