import { Button, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { AgencyLookDocument, type AgencyLookQuery, BrandSetDocument } from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { DARK_GROUNDS, LIGHT_GROUNDS } from "@/lib/contrast";
import classes from "./agency.module.css";
import { ColourField } from "./ColourField";
import { LogoCard } from "./LogoCard";
import { Preview } from "./Preview";

export type Brand = AgencyLookQuery["agency"]["brand"];

/** How the agency shows itself to its clients: with what it changes shown in both themes before it is saved. */
export function BrandSection() {
  const { slug } = useAgency();
  const read = useQuery(agencyQuery(slug, AgencyLookDocument, {}));
  if (read.error) return <PartError error={read.error} retry={() => read.refetch()} />;
  if (!read.data) return <Skeleton height={520} />;
  return <BrandForm brand={read.data.agency.brand} />;
}

function BrandForm({ brand }: { brand: Brand }) {
  const { slug, agency } = useAgency();
  const setting = useAgencyChange(slug, BrandSetDocument);
  const [name, setName] = useState(brand.name);
  const [accent, setAccent] = useState(brand.accent);
  const [accentDark, setAccentDark] = useState(brand.accentDark);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (field: string) => String(given.get(field)).trim();
    setting.mutate({ name, accent, accentDark, senderName: text("senderName"), replyTo: text("replyTo") });
  };
  const shown = { name: name.trim() || agency.name, logo: brand.logo ?? null };
  return (
    <div className={classes.brand}>
      <div className={fields.stack}>
        <Card title="Name and colours" subtitle="On your clients’ log-in pages, reports, letters and surveys.">
          <form onSubmit={submit} className={fields.form}>
            <TextInput
              label="Name"
              placeholder={agency.name}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={setting.error?.of("name")}
              maxLength={60}
            />
            <ColourField
              label="Colour in the light theme"
              colour={accent}
              onChange={setAccent}
              grounds={LIGHT_GROUNDS}
              towards="#000000"
              error={setting.error?.of("accent")}
            />
            <ColourField
              label="Colour in the dark theme"
              colour={accentDark}
              onChange={setAccentDark}
              grounds={DARK_GROUNDS}
              towards="#ffffff"
              error={setting.error?.of("accentDark") ?? setting.error?.of("accent_dark")}
            />
            <TextInput
              name="senderName"
              label="Sender of letters"
              description="Letters to clients come from this name; the address stays ours, so that they arrive."
              placeholder={agency.name}
              defaultValue={brand.senderName}
              error={setting.error?.of("senderName") ?? setting.error?.of("sender_name")}
              maxLength={60}
            />
            <TextInput
              name="replyTo"
              type="email"
              label="Answers go to"
              defaultValue={brand.replyTo}
              error={setting.error?.of("replyTo") ?? setting.error?.of("reply_to")}
            />
            <Button type="submit" loading={setting.isPending}>
              Save
            </Button>
            <Outcome
              change={setting}
              fields={[
                "name",
                "accent",
                "accentDark",
                "accent_dark",
                "senderName",
                "sender_name",
                "replyTo",
                "reply_to",
              ]}
            />
          </form>
        </Card>
        <LogoCard logo={brand.logo ?? null} />
      </div>
      <div className={fields.stack}>
        <Preview theme="light" {...shown} accent={accent} />
        <Preview theme="dark" {...shown} accent={accentDark} />
      </div>
    </div>
  );
}
