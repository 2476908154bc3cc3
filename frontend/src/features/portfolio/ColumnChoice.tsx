import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAgency } from "@/lib/agency";
import { MOST_COLUMNS } from "./comparison";
import classes from "./portfolio.module.css";

type Props = { shown: string[]; onChange: (kpis: string[] | undefined) => void };

/** The published KPIs to tick, with a field to find them by. */
export default function ColumnChoice({ shown, onChange }: Props) {
  const { kpis } = useAgency();
  const [typed, setTyped] = useState("");
  const wanted = kpis.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const toggle = (key: string) =>
    onChange(shown.includes(key) ? shown.filter((one) => one !== key) : [...shown, key].slice(0, MOST_COLUMNS));
  return (
    <div className={classes.columns}>
      <TextInput
        size="xs"
        type="search"
        aria-label="Find a KPI"
        placeholder="Find a KPI"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <fieldset className={classes.columnList}>
        <legend>
          {shown.length} of at most {MOST_COLUMNS}
        </legend>
        {wanted.map(({ key, name }) => {
          const isShown = shown.includes(key);
          return (
            <label key={key} className={classes.column}>
              <input
                type="checkbox"
                checked={isShown}
                disabled={isShown ? shown.length === 1 : shown.length >= MOST_COLUMNS}
                onChange={() => toggle(key)}
              />
              {name}
            </label>
          );
        })}
      </fieldset>
      <Button variant="subtle" size="compact-xs" onClick={() => onChange(undefined)}>
        The usual columns
      </Button>
      <p className={classes.note}>
        Published KPIs, all by the shipped definitions, so that like is compared with like.
      </p>
    </div>
  );
}
