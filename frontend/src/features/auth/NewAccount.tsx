import { NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Form, useForm } from "@/components/form";
import { TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { browserTimezone, timezones } from "@/lib/days";
import { createAccount, sessionQuery } from "@/lib/session";

export function NewAccount() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(
    async ({ name = "", timezone = "" }) => createAccount(name, timezone),
    async ({ slug }) => {
      await client.invalidateQueries(sessionQuery);
      await navigate({ to: "/a/$account/welcome", params: { account: slug } });
    },
  );
  return (
    <Plain title="Create your account">
      <p>An account holds one company's tickets and numbers. You can invite others later.</p>
      <Form form={form} fields={["name", "timezone"]} submit="Create the account">
        <TextInput
          name="name"
          label="Company"
          autoComplete="organization"
          error={form.error?.of("name")}
          required
          autoFocus
        />
        <NativeSelect
          name="timezone"
          label="Time zone"
          description="A ticket belongs to the day it is in this zone."
          data={timezones()}
          defaultValue={browserTimezone()}
          error={form.error?.of("timezone")}
        />
      </Form>
      <p style={{ marginTop: 16, marginBottom: 0 }}>
        Looking after other companies’ support? <TextLink to="/agencies/new">Make an agency</TextLink>
      </p>
    </Plain>
  );
}
