import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { LogoRemoveDocument, LogoSetDocument } from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { useAgencyChange } from "@/lib/api";
import { bytes } from "@/lib/format";
import classes from "./agency.module.css";
import { base64 } from "./base64";

const MOST = 120_000;

/** The agency's logo: sent as it is, drawn anew by the server, shown on both grounds. */
export function LogoCard({ logo }: { logo: string | null }) {
  const { slug } = useAgency();
  const setting = useAgencyChange(slug, LogoSetDocument);
  const removing = useAgencyChange(slug, LogoRemoveDocument);
  const [problem, setProblem] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const isLarge = file.size > MOST;
    setProblem(isLarge ? `${file.name} has ${bytes(file.size)}; at most ${bytes(MOST)} are taken.` : "");
    if (!isLarge) setting.mutate({ image: base64(await file.arrayBuffer()) });
  };
  return (
    <Card title="Logo" subtitle={`PNG, JPEG or WebP, at most ${bytes(MOST)}. It is shown up to 512 by 160 pixels.`}>
      {logo && (
        <div className={classes.logos}>
          <span data-ground="light">
            <img src={logo} alt="The logo on light ground" />
          </span>
          <span data-ground="dark">
            <img src={logo} alt="The logo on dark ground" />
          </span>
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label="Logo"
        hidden
        onChange={({ currentTarget }) => take(currentTarget.files?.[0])}
      />
      <div className={fields.actions}>
        <Button variant="default" loading={setting.isPending} onClick={() => input.current?.click()}>
          {logo ? "Replace" : "Choose a picture"}
        </Button>
        {logo && (
          <Button variant="default" loading={removing.isPending} onClick={() => removing.mutate({})}>
            Remove
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      <Outcome change={setting} done="Taken, and drawn anew." />
    </Card>
  );
}
