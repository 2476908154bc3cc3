import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import fields from "@/components/Fields.module.css";
import { Card } from "@/components/Page";
import {
  ReportClientsDocument,
  type ReportCoreFragment,
  type ReportFormat,
  type ReportFrequency,
  type ReportInput,
  type ReportKind,
} from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import type { RequestError } from "@/lib/http";
import { KpiChoice } from "./KpiChoice";
import classes from "./reports.module.css";
import { daysOf, HOURS, recipientsIn, wrongRecipient } from "./rhythm";

const PORTFOLIO = "PORTFOLIO";
const HEALTH = "HEALTH";
const FORMATS: { value: ReportFormat; label: string }[] = [
  { value: "PDF", label: "PDF, to read and print" },
  { value: "CSV", label: "CSV, to work with the numbers" },
];
const SHOWN_FIELDS = ["name", "client", "day", "hour", "kpis", "recipients"];

type Props = {
  report?: ReportCoreFragment;
  change: { isPending: boolean; error: RequestError | null };
  onSubmit: (report: ReportInput, about: { kind: ReportKind; client: string | null }) => void;
};

/** What is sent about whom, when, and to whom. */
export function ReportForm({ report, change, onSubmit }: Props) {
  const { slug, agency } = useAgency();
  const read = useQuery(agencyQuery(slug, ReportClientsDocument, { after: null }));
  const clients = read.data?.clients.nodes ?? [];
  const [client, setClient] = useState(report?.client?.id ?? report?.kind ?? PORTFOLIO);
  const [frequency, setFrequency] = useState<ReportFrequency>(report?.frequency ?? "WEEKLY");
  const [kpis, setKpis] = useState<string[]>([...(report?.kpis ?? [])]);
  const [problem, setProblem] = useState("");
  const isOfClient = client !== PORTFOLIO && client !== HEALTH;
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
    const about = isOfClient ? { kind: "CLIENT" as const, client } : { kind: client as ReportKind, client: null };
    const wanted = {
      name: String(given.get("name")),
      frequency,
      day: Number(given.get("day")),
      hour: Number(given.get("hour")),
      kpis,
      recipients,
      formats: given.getAll("formats").map(String) as ReportFormat[],
      isActive: given.get("isActive") === "on",
    };
    onSubmit(wanted, about);
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
                {
                  group: "For your people",
                  items: [
                    { value: PORTFOLIO, label: "The whole portfolio, clients side by side" },
                    { value: HEALTH, label: "Clients’ health: who moved, who is off target, whose data stopped" },
                  ],
                },
                { group: "For a client", items: clients.map(({ id, name }) => ({ value: id, label: name })) },
              ]}
            />
          )}
        </div>
        {client !== HEALTH && <KpiChoice chosen={kpis} onChange={setKpis} error={change.error?.of("kpis")} />}
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
          isOfClient
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
            defaultValue={report?.recipients.map(({ email }) => email).join("\n")}
            error={problem || change.error?.of("recipients")}
            required
          />
          <fieldset className={classes.formats}>
            <legend>Attached</legend>
            {FORMATS.map(({ value, label }) => (
              <label key={value} className={fields.check}>
                <input
                  type="checkbox"
                  name="formats"
                  value={value}
                  defaultChecked={report ? report.formats.includes(value) : value === "PDF"}
                />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
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
