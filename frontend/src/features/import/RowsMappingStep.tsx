import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/components/Page";
import { useAccount } from "@/lib/account";
import { timezones } from "@/lib/days";
import { bytes } from "@/lib/format";
import { RequestError } from "@/lib/http";
import classes from "./import.module.css";
import { type Column, type Mapping, type Preview, preview, type Upload } from "./imports";
import { LEFT_OUT, meaningOf, type Order, orderOf, withMeaning, withOrder } from "./mapping";
import {
  constable,
  type Decimal,
  decimalOf,
  lacking,
  type RowField,
  type RowKind,
  settled,
  withConstant,
  withDecimal,
} from "./rows";

const ORDERS: { value: Order; label: string }[] = [
  { value: "auto", label: "find out" },
  { value: "day", label: "day before month (31/12/2026)" },
  { value: "month", label: "month before day (12/31/2026)" },
];

const DECIMALS: { value: Decimal; label: string }[] = [
  { value: "", label: "find out" },
  { value: ".", label: "with a point (1,204.5)" },
  { value: ",", label: "with a comma (1.204,5)" },
];

type Props = {
  kind: RowKind;
  upload: Upload;
  start: Mapping;
  onBack: () => void;
  onDone: (mapping: Mapping, preview: Preview) => void;
};

/** Which column gives which field of a kind of rows, and what is the same for every row. */
export function RowsMappingStep({ kind, upload, start, onBack, onDone }: Props) {
  const { slug } = useAccount();
  const [mapping, setMapping] = useState(start);
  const looking = useMutation({
    mutationFn: () => preview(slug, upload.id, settled(mapping)),
    onSuccess: (found) => onDone(settled(mapping), found),
  });
  const needed = lacking(kind, mapping);
  const problems = looking.error instanceof RequestError ? looking.error.errors : [];
  return (
    <div className={classes.stack}>
      <FileCard kind={kind} upload={upload} mapping={mapping} onChange={setMapping} />
      <FieldsCard kind={kind} columns={upload.detected.columns} mapping={mapping} onChange={setMapping} />
      <ConstantsCard fields={constable(kind, mapping)} mapping={mapping} onChange={setMapping} />
      {problems.length > 0 && (
        <ul role="alert" className={classes.error}>
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>
              {problem.field ? `${problem.field}: ` : ""}
              {problem.message}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onBack}>
          Another file
        </Button>
        <Button loading={looking.isPending} disabled={needed.length > 0} onClick={() => looking.mutate()}>
          Preview
        </Button>
        {needed.length > 0 && (
          <span className={classes.hint}>Still needed: {needed.map(({ label }) => label).join(", ")}.</span>
        )}
      </div>
    </div>
  );
}

type FileProps = { kind: RowKind; upload: Upload; mapping: Mapping; onChange: (mapping: Mapping) => void };

function FileCard({ kind, upload, mapping, onChange }: FileProps) {
  const { account } = useAccount();
  const { detected } = upload;
  return (
    <Card title={upload.filename} subtitle={`${kind.name} · ${bytes(upload.size)} · ${detected.encoding}`}>
      <div className={classes.fields}>
        <TextInput
          label="Name of the source"
          description="Files of one source update the same rows."
          value={mapping.source}
          onChange={({ currentTarget }) => onChange({ ...mapping, source: currentTarget.value })}
        />
        <NativeSelect
          label="Dates are written"
          description="Day or month first, where both are numbers."
          value={orderOf(mapping)}
          onChange={({ currentTarget }) => onChange(withOrder(mapping, currentTarget.value as Order))}
          data={ORDERS}
        />
        <NativeSelect
          label="Decimals are written"
          description="What stands before a number's fraction."
          value={decimalOf(mapping)}
          onChange={({ currentTarget }) => onChange(withDecimal(mapping, currentTarget.value as Decimal))}
          data={DECIMALS}
        />
        <NativeSelect
          label="Time zone of the file"
          description="For times that name none."
          value={mapping.time?.zone ?? account.timezone}
          onChange={({ currentTarget }) =>
            onChange({ ...mapping, time: { ...mapping.time, zone: currentTarget.value } })
          }
          data={timezones()}
        />
      </div>
      {detected.warnings.length > 0 && (
        <ul className={classes.warnings}>
          {detected.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type FieldsProps = { kind: RowKind; columns: Column[]; mapping: Mapping; onChange: (mapping: Mapping) => void };

function FieldsCard({ kind, columns, mapping, onChange }: FieldsProps) {
  const options = [
    { value: LEFT_OUT, label: "left out" },
    ...kind.fields.map(({ name, label, isRequired }) => ({
      value: name,
      label: `${label}${isRequired ? " (required)" : ""}`,
    })),
  ];
  return (
    <Card title="What the columns mean" subtitle="Suggested from their names; change what is wrong.">
      <ul className={classes.columns}>
        {columns.map((column) => (
          <li key={column.index} data-used={meaningOf(mapping, column) !== LEFT_OUT}>
            <div className={classes.columnWords}>
              <strong>{column.name || `Column ${column.index}`}</strong>
              <span className={classes.samples}>
                {[...new Set(column.samples.filter(Boolean))].join(" · ") || "empty in the first rows"}
              </span>
            </div>
            <NativeSelect
              aria-label={`Meaning of ${column.name || `column ${column.index}`}`}
              value={meaningOf(mapping, column)}
              onChange={({ currentTarget }) => onChange(withMeaning(mapping, column, currentTarget.value))}
              data={options}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type ConstantsProps = { fields: RowField[]; mapping: Mapping; onChange: (mapping: Mapping) => void };

function ConstantsCard({ fields, mapping, onChange }: ConstantsProps) {
  if (fields.length === 0) return null;
  return (
    <Card title="The same for every row" subtitle="For fields that no column gives; leave empty what is not known.">
      <div className={classes.fields}>
        {fields.map(({ name, label, help, isRequired, choices }) =>
          choices.length > 0 ? (
            <NativeSelect
              key={name}
              label={label}
              description={help}
              withAsterisk={isRequired}
              value={mapping.constants?.[name] ?? ""}
              onChange={({ currentTarget }) => onChange(withConstant(mapping, name, currentTarget.value))}
              data={["", ...choices]}
            />
          ) : (
            <TextInput
              key={name}
              label={label}
              description={help}
              withAsterisk={isRequired}
              value={mapping.constants?.[name] ?? ""}
              onChange={({ currentTarget }) => onChange(withConstant(mapping, name, currentTarget.value))}
            />
          ),
        )}
      </div>
    </Card>
  );
}
