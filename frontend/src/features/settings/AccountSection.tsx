import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { AccountUpdateDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { timezones } from "@/lib/days";
import type { AccountSettings } from "./SettingsPage";
import classes from "./settings.module.css";

export function AccountSection({ account }: { account: AccountSettings }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const updating = useChange(slug, AccountUpdateDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    updating.mutate({ name: String(form.get("name")), timezone: String(form.get("timezone")) });
  };
  return (
    <Card title="Account" subtitle={`Its address is /a/${account.slug}/`}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          name="name"
          label="Name"
          defaultValue={account.name}
          error={updating.error?.of("name")}
          disabled={!canManage}
          required
        />
        <NativeSelect
          name="timezone"
          label="Time zone"
          description="Another zone moves tickets to other days; all numbers are worked out anew."
          defaultValue={account.timezone}
          data={timezones()}
          error={updating.error?.of("timezone")}
          disabled={!canManage}
        />
        {canManage ? (
          <Button type="submit" loading={updating.isPending}>
            Save
          </Button>
        ) : (
          <p className={classes.hint}>Only owners change these.</p>
        )}
        <Outcome change={updating} fields={["name", "timezone"]} />
      </form>
    </Card>
  );
}
