import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import classes from "./conditions.module.css";

type Choice = { value: string; label: string };
type Props = {
  label: string;
  choices: readonly Choice[];
  values: string[];
  isFree?: boolean;
  placeholder?: string;
  onChange: (values: string[]) => void;
};

/** Some values of many: chosen one by one, each removable; with `isFree` others may be typed. */
export function Values({ label, choices, values, isFree = false, placeholder = "Add…", onChange }: Props) {
  const left = choices.filter(({ value }) => !values.includes(value));
  const add = (value: string) => {
    if (value !== "" && !values.includes(value)) onChange([...values, value]);
  };
  const nameOf = (value: string) => choices.find((choice) => choice.value === value)?.label || value || "unlabelled";
  return (
    <span className={classes.values}>
      {values.map((value) => (
        <span key={value} className={classes.value}>
          {nameOf(value)}
          <CloseButton
            size="xs"
            aria-label={`Remove ${nameOf(value)}`}
            onClick={() => onChange(values.filter((one) => one !== value))}
          />
        </span>
      ))}
      {isFree ? (
        <Typed label={label} choices={left} onAdd={add} />
      ) : (
        left.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={label}
            value=""
            onChange={({ currentTarget }) => add(currentTarget.value)}
            data={[
              { value: "", label: placeholder },
              ...left.map((one) => ({ ...one, label: one.label || "unlabelled" })),
            ]}
          />
        )
      )}
    </span>
  );
}

function Typed({ label, choices, onAdd }: { label: string; choices: Choice[]; onAdd: (value: string) => void }) {
  const [text, setText] = useState("");
  const list = useId();
  const take = (value: string) => {
    onAdd(value.trim());
    setText("");
  };
  return (
    <>
      <TextInput
        size="xs"
        w={150}
        aria-label={label}
        placeholder="Type or choose"
        list={list}
        value={text}
        onChange={({ currentTarget: { value } }) =>
          choices.some((choice) => choice.value === value) ? take(value) : setText(value)
        }
        onBlur={() => take(text)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          take(text);
        }}
      />
      <datalist id={list}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </datalist>
    </>
  );
}
