import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { ReportCommentarySetDocument, type ReportCoreFragment } from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { useAgencyChange } from "@/lib/api";
import { count } from "@/lib/format";

const MOST = 5_000;

/** What the agency has to say about the numbers: the next edition opens with it. */
export function CommentaryCard({ report }: { report: ReportCoreFragment }) {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  const setting = useAgencyChange(slug, ReportCommentarySetDocument);
  const [text, setText] = useState(report.commentary);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setting.mutate({ id: report.id, commentary: text });
  };
  return (
    <Card title="Your words" subtitle="The next edition opens with them; then they are used up.">
      <form onSubmit={submit}>
        <Textarea
          aria-label="Commentary"
          rows={7}
          maxLength={MOST}
          placeholder="What happened, why, and what you do about it."
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={setting.error?.of("commentary") ?? setting.error?.of("text")}
          disabled={!canManage}
        />
        {canManage && (
          <div className={fields.actions}>
            <Button type="submit" variant="default" loading={setting.isPending} disabled={text === report.commentary}>
              Save
            </Button>
            {text.length > MOST * 0.9 && (
              <span className={fields.hint}>{count(MOST - text.length)} characters are left.</span>
            )}
          </div>
        )}
        <Outcome change={setting} fields={["commentary", "text"]} done="Saved; the preview shows it." />
      </form>
    </Card>
  );
}
