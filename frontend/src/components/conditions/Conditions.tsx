import { Button, CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import classes from "./conditions.module.css";
import {
  blank,
  type ConditionDraft,
  isComplete,
  OPERATOR_NAMES,
  OPERATORS,
  type Problem,
  problemsAt,
  SCALES,
  type Scale,
} from "./draft";
import { type Field, operatorsOf } from "./fields";
import { Values } from "./Values";

type Props = {
  label: string;
  place: string;
  lines: ConditionDraft[];
  fields: Field[];
  problems: readonly Problem[];
  onChange: (lines: ConditionDraft[]) => void;
};

/** A filter line by line: all must hold. A line that is not complete yet does not count. */
export function Conditions({ label, place, lines, fields, problems, onChange }: Props) {
  const complete = lines.filter(isComplete);
  const start = fields.find(({ name }) => name === "channel") ?? fields[0];
  const add = () => onChange([...lines, blank(start?.name, operatorsOf(start?.kind)[0])]);
  return (
    <div className={classes.conditions}>
      <ul className={classes.lines} aria-label={label}>
        {lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            fields={fields}
            problem={isComplete(line) ? problemsAt(problems, `${place}.${complete.indexOf(line)}`) : undefined}
            onChange={(next) => onChange(lines.map((one) => (one.id === line.id ? next : one)))}
            onRemove={() => onChange(lines.filter((one) => one.id !== line.id))}
          />
        ))}
      </ul>
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={add} disabled={!start}>
        {lines.length === 0 ? "Add a condition" : "And another"}
      </Button>
    </div>
  );
}

type LineProps = {
  line: ConditionDraft;
  fields: Field[];
  problem?: string;
  onChange: (line: ConditionDraft) => void;
  onRemove: () => void;
};

function Line({ line, fields, problem, onChange, onRemove }: LineProps) {
  const field = fields.find(({ name }) => name === line.field);
  const choose = (name: string) => {
    const next = fields.find((one) => one.name === name);
    onChange({ ...blank(name, operatorsOf(next?.kind)[0]), id: line.id });
  };
  return (
    <li className={classes.line} data-wrong={problem !== undefined}>
      <NativeSelect
        size="xs"
        aria-label="Field"
        value={line.field}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          ...(field ? [] : [{ value: line.field, label: line.field || "Choose a field" }]),
          ...fields.map(({ name, label }) => ({ value: name, label })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label="Test"
        value={line.operator}
        onChange={({ currentTarget }) =>
          onChange({ ...line, operator: OPERATORS.find((one) => one === currentTarget.value) ?? "is" })
        }
        data={operatorsOf(field?.kind).map((one) => ({ value: one, label: OPERATOR_NAMES[one] }))}
      />
      <Operand line={line} field={field} onChange={onChange} />
      <CloseButton size="sm" aria-label={`Remove the condition on ${field?.label ?? line.field}`} onClick={onRemove} />
      {problem && (
        <p className={classes.wrong} role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

const YES_NO = [
  { value: "true", label: "yes" },
  { value: "false", label: "no" },
];

function Operand({ line, field, onChange }: Pick<LineProps, "line" | "onChange"> & { field?: Field }) {
  const { operator } = line;
  if (operator === "known" || operator === "unknown") return null;
  if (operator === "atLeast" || operator === "atMost") {
    return (
      <span className={classes.amount}>
        <TextInput
          size="xs"
          w={80}
          inputMode="decimal"
          aria-label="Number"
          value={line.amount}
          onChange={({ currentTarget }) => onChange({ ...line, amount: currentTarget.value })}
        />
        {field?.kind === "DURATION" && (
          <NativeSelect
            size="xs"
            aria-label="Unit of time"
            value={line.scale}
            onChange={({ currentTarget }) => onChange({ ...line, scale: currentTarget.value as Scale })}
            data={Object.keys(SCALES)}
          />
        )}
      </span>
    );
  }
  const isFlag = field?.kind === "FLAG";
  return (
    <Values
      label={`Value of ${field?.label ?? line.field}`}
      choices={isFlag && field.choices.length === 0 ? YES_NO : (field?.choices ?? [])}
      values={line.values}
      isFree={field?.kind === "TAG" || field?.kind === "CUSTOM"}
      onChange={(values) => onChange({ ...line, values: isFlag ? values.slice(-1) : values })}
    />
  );
}
