import { NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Form, useForm } from "@/components/form";
import { browserTimezone, timezones } from "@/lib/days";
import { accept, destinationOf, type Invitation } from "@/lib/invitations";
import { createAgency, sessionQuery } from "@/lib/session";

const NEW = "";

type Props = { token: string; asked: Invitation };

/** What is left to say before the invitation is accepted: for which account or agency, where there is a choice. */
export function Accept({ token, asked }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const isAccount = asked.kind === "client";
  const choosing = isAccount || asked.kind === "agency";
  const choices = isAccount ? asked.accounts : asked.agencies;
  const [chosen, setChosen] = useState(choices[0]?.slug ?? NEW);
  const form = useForm(
    async ({ name = "", timezone = "" }) => {
      if (!choosing) return accept(token, {});
      if (isAccount) return accept(token, chosen === NEW ? { newAccount: { name, timezone } } : { account: chosen });
      const agency = chosen === NEW ? (await createAgency(name, timezone)).slug : chosen;
      return accept(token, { agency });
    },
    async (accepted) => {
      await client.invalidateQueries(sessionQuery);
      await navigate({ href: destinationOf(asked.kind, accepted) });
    },
  );
  const isNew = choosing && chosen === NEW;
  return (
    <Form form={form} fields={isNew ? ["name", "timezone"] : []} submit={choosing ? "Accept and open it" : "Accept"}>
      {choosing && choices.length > 0 && (
        <NativeSelect
          label={isAccount ? "Which of your accounts" : "Which of your agencies"}
          value={chosen}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={[
            ...choices.map(({ slug, name }) => ({ value: slug, label: name })),
            { value: NEW, label: isAccount ? "A new account" : "A new agency" },
          ]}
        />
      )}
      {isNew && (
        <>
          <TextInput
            name="name"
            label={isAccount ? "Your company" : "Your agency"}
            autoComplete="organization"
            error={form.error?.of("name")}
            required
          />
          <NativeSelect
            name="timezone"
            label="Time zone"
            data={timezones()}
            defaultValue={browserTimezone()}
            error={form.error?.of("timezone")}
          />
        </>
      )}
    </Form>
  );
}
