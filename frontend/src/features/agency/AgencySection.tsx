import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { AgencyUpdateDocument } from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { useAgencyChange } from "@/lib/api";
import { timezones } from "@/lib/days";
import { sessionQuery } from "@/lib/session";

export function AgencySection() {
  const { slug, agency } = useAgency();
  const { canAdminister } = useAgencyRights();
  const client = useQueryClient();
  const updating = useAgencyChange(slug, AgencyUpdateDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    updating.mutate(
      { name: String(form.get("name")), timezone: String(form.get("timezone")) },
      { onSuccess: () => client.invalidateQueries(sessionQuery) },
    );
  };
  return (
    <Card title="Agency" subtitle={`Its address is /agencies/${slug}/`}>
      <form onSubmit={submit} className={fields.form}>
        <TextInput
          name="name"
          label="Name"
          description="Clients read it in letters and beside your people’s names."
          defaultValue={agency.name}
          error={updating.error?.of("name")}
          disabled={!canAdminister}
          required
        />
        <NativeSelect
          name="timezone"
          label="Time zone"
          description="Reports on the whole portfolio go out by it. Each client’s days stay the client’s."
          defaultValue={agency.timezone}
          data={timezones()}
          error={updating.error?.of("timezone")}
          disabled={!canAdminister}
        />
        {canAdminister ? (
          <Button type="submit" loading={updating.isPending}>
            Save
          </Button>
        ) : (
          <p className={fields.hint}>Only owners change these.</p>
        )}
        <Outcome change={updating} fields={["name", "timezone"]} />
      </form>
    </Card>
  );
}
