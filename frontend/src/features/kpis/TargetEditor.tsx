import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Better, TargetRemoveDocument, TargetSetDocument, type Unit } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import classes from "./page.module.css";

const SCALES = { s: 1, min: 60, h: 3600, days: 86_400 };
type Scale = keyof typeof SCALES;

/** What a person types for a stored value: rates in percent, durations in the largest unit that keeps them short. */
export function typed(unit: Unit, stored: number): { text: string; scale: Scale } {
  if (unit === "PERCENT") return { text: String(Number((stored * 100).toFixed(4))), scale: "s" };
  if (unit !== "DURATION") return { text: String(stored), scale: "s" };
  const scale: Scale = stored >= 172_800 ? "days" : stored >= 7200 ? "h" : stored >= 60 ? "min" : "s";
  return { text: String(Number((stored / SCALES[scale]).toFixed(4))), scale };
}

/** The value to store, or nothing when the text is no number. */
export function stored(unit: Unit, text: string, scale: Scale): number | undefined {
  const amount = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(amount) || amount < 0) return undefined;
  if (unit === "PERCENT") return amount / 100;
  return unit === "DURATION" ? amount * SCALES[scale] : amount;
}

type Props = {
  kpi: { key: string; name: string; unit: Unit; better: Better };
  target?: { value: number; upper?: number | null } | null;
};

/** Shows the way to set a target, and the form once asked for. */
export function TargetEditor({ kpi, target }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { canEdit } = useRights();
  if (!canEdit) return null;
  if (!isOpen) {
    return (
      <div className={classes.target}>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          {target ? "Change the target" : "Set a target"}
        </Button>
      </div>
    );
  }
  return <TargetForm kpi={kpi} target={target} onDone={() => setOpen(false)} />;
}

function TargetForm({ kpi, target, onDone }: Props & { onDone: () => void }) {
  const { slug } = useAccount();
  const setting = useChange(slug, TargetSetDocument);
  const removing = useChange(slug, TargetRemoveDocument);
  const start = target ? typed(kpi.unit, target.value) : { text: "", scale: "h" as Scale };
  const [problem, setProblem] = useState("");
  const isBand = kpi.better === "BAND";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const scale = (form.get("scale") ?? "s") as Scale;
    const value = stored(kpi.unit, String(form.get("value")), scale);
    const upper = isBand ? stored(kpi.unit, String(form.get("upper") ?? ""), scale) : undefined;
    if (value === undefined) setProblem("Type a number.");
    else setting.mutate({ kpi: kpi.key, value, upper: upper ?? null }, { onSuccess: onDone });
  };
  const label = kpi.unit === "PERCENT" ? "Target, %" : "Target";
  const upperStart = typeof target?.upper === "number" ? typed(kpi.unit, target.upper).text : "";
  return (
    <form className={classes.target} onSubmit={submit}>
      <TextInput
        w={90}
        name="value"
        inputMode="decimal"
        label={isBand ? `${label} from` : label}
        defaultValue={start.text}
        error={problem || setting.error?.message}
        autoFocus
      />
      {isBand && <TextInput w={110} name="upper" inputMode="decimal" label="to" defaultValue={upperStart} />}
      {kpi.unit === "DURATION" && (
        <NativeSelect name="scale" aria-label="Unit" defaultValue={start.scale} data={Object.keys(SCALES)} />
      )}
      <Button type="submit" loading={setting.isPending}>
        Save
      </Button>
      {target && (
        <Button
          variant="default"
          loading={removing.isPending}
          onClick={() => removing.mutate({ kpi: kpi.key }, { onSuccess: onDone })}
        >
          Remove
        </Button>
      )}
      <Button variant="subtle" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}
