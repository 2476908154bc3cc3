import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { Card } from "@/components/Page";
import { sentence } from "@/lib/format";
import classes from "./import.module.css";
import type { Column, Mapping } from "./imports";
import { KINDS, kindOf, meaningOf, withKind } from "./mapping";

type Props = { columns: Column[]; mapping: Mapping; onChange: (mapping: Mapping) => void };

const REOPENING = [
  { value: "explicit", label: "only activities that say so" },
  { value: "customer", label: "a customer's message, too" },
  { value: "any", label: "any activity after it" },
];

/** What each activity of an event log is; rows with an activity missing here would be refused. */
export function ActivitiesCard({ columns, mapping, onChange }: Props) {
  const [added, setAdded] = useState("");
  const seen = columns.filter((column) => meaningOf(mapping, column) === "activity").flatMap(({ samples }) => samples);
  const known = new Set(Object.keys(mapping.activities ?? {}).map((name) => name.toLowerCase()));
  const unmapped = [...new Set(seen)].filter(
    (name): name is string => Boolean(name) && !known.has(String(name).toLowerCase()),
  );
  const names = [...Object.keys(mapping.activities ?? {}), ...unmapped];
  const reopening = (mapping.reopening as { by?: string } | undefined)?.by ?? "explicit";
  return (
    <Card title="What happened, in your words and ours">
      <ul className={classes.columns}>
        {names.map((name) => (
          <li key={name} data-used={kindOf(mapping, name) !== ""}>
            <strong>{name}</strong>
            <NativeSelect
              aria-label={`Kind of ${name}`}
              value={kindOf(mapping, name)}
              onChange={({ currentTarget }) => onChange(withKind(mapping, name, currentTarget.value))}
              data={[
                { value: "", label: "not known yet" },
                ...KINDS.map((kind) => ({ value: kind, label: sentence(kind) })),
              ]}
            />
          </li>
        ))}
      </ul>
      <div className={classes.fields}>
        <NativeSelect
          label="A resolved ticket is reopened by"
          value={reopening}
          onChange={({ currentTarget }) =>
            onChange({ ...mapping, reopening: { ...(mapping.reopening as object), by: currentTarget.value } })
          }
          data={REOPENING}
        />
        <div className={classes.adder}>
          <TextInput
            label="Another activity"
            value={added}
            onChange={({ currentTarget }) => setAdded(currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={!added.trim()}
            onClick={() => {
              onChange(withKind(mapping, added.trim(), "ignore"));
              setAdded("");
            }}
          >
            Add
          </Button>
        </div>
      </div>
    </Card>
  );
}
