import { NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Form, useForm } from "@/components/form";
import { TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { browserTimezone, timezones } from "@/lib/days";
import { createAgency, sessionQuery } from "@/lib/session";

/** The beginning of an agency: its name and zone; its first client comes next. */
export function NewAgency() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(
    async ({ name = "", timezone = "" }) => createAgency(name, timezone),
    async ({ slug }) => {
      await client.invalidateQueries(sessionQuery);
      await navigate({ to: "/agencies/$agency/settings", params: { agency: slug }, search: { section: "clients" } });
    },
  );
  return (
    <Plain title="Create your agency">
      <p>
        An agency looks after several companies’ support and sees their numbers side by side. Each client decides what
        the agency may see, and can take it back at any time.
      </p>
      <Form form={form} fields={["name", "timezone"]} submit="Create the agency">
        <TextInput
          name="name"
          label="Agency"
          autoComplete="organization"
          error={form.error?.of("name")}
          required
          autoFocus
        />
        <NativeSelect
          name="timezone"
          label="Time zone"
          description="Reports on the whole portfolio go out by it. Each client keeps its own."
          data={timezones()}
          defaultValue={browserTimezone()}
          error={form.error?.of("timezone")}
        />
      </Form>
      <p style={{ marginTop: 16, marginBottom: 0 }}>
        For one company’s support alone, <TextLink to="/accounts/new">create an account</TextLink>.
      </p>
    </Plain>
  );
}
