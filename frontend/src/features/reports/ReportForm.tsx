import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import fields from "@/components/Fields.module.css";
import { Card } from "@/components/Page";
import {
  ReportClientsDocument,
  type ReportCoreFragment,
  type ReportFrequency,
  type ReportInput,
} from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import type { RequestError } from "@/lib/http";
import { KpiChoice } from "./KpiChoice";
import { daysOf, HOURS, recipientsIn, wrongRecipient } from "./rhythm";

const PORTFOLIO = "";
const SHOWN_FIELDS = ["name", "client", "day", "hour", "kpis", "recipients"];

type Props = {
  report?: ReportCoreFragment;
  change: { isPending: boolean; error: RequestError | null };
  onSubmit: (report: ReportInput) => void;
};

/** What is sent about whom, when, and to whom. */
export function ReportForm({ report, change, onSubmit }: Props) {
  const { slug, agency } = useAgency();
  const read = useQuery(agencyQuery(slug, ReportClientsDocument, { after: null }));
  const clients = read.data?.clients.nodes ?? [];
  const [client, setClient] = useState(report?.client?.id ?? PORTFOLIO);
  const [frequency, setFrequency] = useState<ReportFrequency>(report?.frequency ?? "WEEKLY");
  const [kpis, setKpis] = useState<string[]>([...(report?.kpis ?? [])]);
  const [problem, setProblem] = useState("");
  const zone = report?.timezone ?? clients.find(({ id }) => id === client)?.timezone ?? agency.timezone;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const recipients = recipientsIn(String(given.get("recipients")));
    const wrong = wrongRecipient(recipients);
    setProblem(
      wrong ? `“${wrong}” is no e-mail address.` : recipients.length === 0 ? "Write at least one address." : "",
    );
    if (wrong || recipients.length === 0) return;
    onSubmit({
      name: String(given.get("name")),
      client: client || null,
      frequency,
      day: Number(given.get("day")),
      hour: Number(given.get("hour")),
      kpis,
      recipients,
      isActive: given.get("isActive") === "on",
    });
  };
  const general = change.error?.besides(...SHOWN_FIELDS);
  return (
    <form onSubmit={submit} className={fields.stack}>
      <Card title="About">
        <div className={fields.form}>
          <TextInput
            name="name"
            label="Name"
            description="The subject of its letters begins with it."
            defaultValue={report?.name}
            error={change.error?.of("name")}
            required
          />
          {!report && (
            <NativeSelect
              label="About"
              value={client}
              onChange={({ currentTarget }) => setClient(currentTarget.value)}
              error={change.error?.of("client")}
              data={[
                { value: PORTFOLIO, label: "The whole portfolio" },
                ...clients.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </div>
        <KpiChoice chosen={kpis} onChange={setKpis} error={change.error?.of("kpis")} />
      </Card>
      <Card title="When" subtitle={`Over the last whole week or month, in ${zone} time.`}>
        <div className={fields.inline}>
          <NativeSelect
            label="How often"
            value={frequency}
            onChange={({ currentTarget }) => setFrequency(currentTarget.value as ReportFrequency)}
            data={[
              { value: "WEEKLY", label: "Every week" },
              { value: "MONTHLY", label: "Every month" },
            ]}
          />
          <NativeSelect
            key={frequency}
            name="day"
            label="On"
            defaultValue={String(report?.frequency === frequency ? report.day : 1)}
            data={daysOf(frequency)}
            error={change.error?.of("day")}
          />
          <NativeSelect
            name="hour"
            label="At"
            defaultValue={String(report?.hour ?? 8)}
            data={HOURS}
            error={change.error?.of("hour")}
          />
        </div>
        <label className={fields.check}>
          <input type="checkbox" name="isActive" defaultChecked={report?.isActive ?? true} />
          <span>Send it by itself. Without this it is sent only when you say so.</span>
        </label>
      </Card>
      <Card
        title="To whom"
        subtitle={
          client
            ? "The client’s people, or yours. Every letter has a link by which its reader stops them."
            : "Only people of your agency: it names all clients."
        }
      >
        <div className={fields.form}>
          <Textarea
            name="recipients"
            label="E-mail addresses"
            description="One a line."
            rows={4}
            defaultValue={report?.recipients.join("\n")}
            error={problem || change.error?.of("recipients")}
            required
          />
        </div>
      </Card>
      {general && (
        <p role="alert" style={{ margin: 0, color: "var(--bad)" }}>
          {general}
        </p>
      )}
      <div>
        <Button type="submit" loading={change.isPending}>
          {report ? "Save" : "Make the report"}
        </Button>
      </div>
    </form>
  );
}
