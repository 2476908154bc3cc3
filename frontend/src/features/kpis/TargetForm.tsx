import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Better, type Dimension, TargetRemoveDocument, TargetSetDocument, type Unit } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import classes from "./page.module.css";
import { SegmentFields } from "./SegmentFields";
import { SCALES, type Scale, stored, typed } from "./typing";

export type TargetedKpi = { key: string; name: string; unit: Unit; better: Better };
export type SetTarget = {
  value: number;
  upper?: number | null;
  dimension?: Dimension | null;
  key?: string;
  due?: string | null;
};

type Props = {
  kpi: TargetedKpi;
  target?: SetTarget | null;
  /** The value today: where the way to a goal begins. */
  now?: number | null;
  /** By what the KPI can be cut, when the target is for a segment yet to be chosen. */
  segments?: readonly Dimension[];
  onDone: () => void;
};

/** A target for the whole or a segment; with a day it is a goal, and the way there is drawn from today's value. */
export function TargetForm({ kpi, target, now, segments, onDone }: Props) {
  const { slug } = useAccount();
  const setting = useChange(slug, TargetSetDocument);
  const removing = useChange(slug, TargetRemoveDocument);
  const [problem, setProblem] = useState("");
  const start = target ? typed(kpi.unit, target.value) : { text: "", scale: "h" as Scale };
  const isBand = kpi.better === "BAND";
  const upper = typeof target?.upper === "number" ? typed(kpi.unit, target.upper).text : "";
  const label = kpi.unit === "PERCENT" ? "Target, %" : "Target";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = readForm(new FormData(event.currentTarget), kpi);
    if (given.value === undefined) return setProblem("Type a number.");
    const segment = segments ? given.segment : { dimension: target?.dimension, key: target?.key };
    const goal = given.due ? { due: given.due, start: now ?? null } : {};
    const { value, upper } = given;
    setting.mutate({ kpi: kpi.key, value, upper: upper ?? null, ...segment, ...goal }, { onSuccess: onDone });
  };
  const remove = () =>
    removing.mutate({ kpi: kpi.key, dimension: target?.dimension, key: target?.key }, { onSuccess: onDone });
  return (
    <form className={classes.target} onSubmit={submit}>
      {segments && <SegmentFields dimensions={segments} />}
      <TextInput
        w={90}
        name="value"
        inputMode="decimal"
        label={isBand ? `${label} from` : label}
        defaultValue={start.text}
        error={problem || setting.error?.message}
        autoFocus={!segments}
      />
      {isBand && <TextInput w={110} name="upper" inputMode="decimal" label="to" defaultValue={upper} />}
      {kpi.unit === "DURATION" && (
        <NativeSelect name="scale" aria-label="Unit" defaultValue={start.scale} data={Object.keys(SCALES)} />
      )}
      <TextInput type="date" name="due" label="By (optional)" defaultValue={target?.due ?? ""} />
      <Button type="submit" loading={setting.isPending}>
        Save
      </Button>
      {target && (
        <Button variant="default" loading={removing.isPending} onClick={remove}>
          Remove
        </Button>
      )}
      <Button variant="subtle" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}

function readForm(form: FormData, kpi: TargetedKpi) {
  const text = (name: string) => String(form.get(name) ?? "");
  const scale = (form.get("scale") ?? "s") as Scale;
  return {
    value: stored(kpi.unit, text("value"), scale),
    upper: kpi.better === "BAND" ? stored(kpi.unit, text("upper"), scale) : undefined,
    due: text("due"),
    segment: { dimension: text("dimension") as Dimension, key: text("key") },
  };
}
