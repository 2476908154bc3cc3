import { Button } from "@mantine/core";
import { useState } from "react";
import { useRights } from "@/lib/account";
import classes from "./page.module.css";
import { type SetTarget, type TargetedKpi, TargetForm } from "./TargetForm";

type Props = { kpi: TargetedKpi; target?: SetTarget | null; now?: number | null };

/** Shows the way to set a target for the whole, and the form once asked for. */
export function TargetEditor({ kpi, target, now }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { canEdit } = useRights();
  if (!canEdit) return null;
  if (isOpen) return <TargetForm kpi={kpi} target={target} now={now} onDone={() => setOpen(false)} />;
  return (
    <div className={classes.target}>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {target ? "Change the target" : "Set a target"}
      </Button>
    </div>
  );
}
