import { Button } from "@mantine/core";
import { useState } from "react";
import { Card } from "@/components/Page";
import type { KpiDefinitionQuery } from "@/graphql/graphql";
import { useRights } from "@/lib/account";
import { longDay } from "@/lib/days";
import { sentence, value } from "@/lib/format";
import { DIMENSIONS } from "@/lib/searches";
import { targetText } from "@/lib/words";
import classes from "./page.module.css";
import { TargetForm } from "./TargetForm";

type Kpi = NonNullable<KpiDefinitionQuery["kpi"]>;
type Target = Kpi["targets"][number];
type Props = { kpi: Kpi; currency?: string | null };

/** What the account wants: of the whole, of segments (SLA tiers by priority, say), and by when. */
export function TargetsCard({ kpi, currency }: Props) {
  const { canEdit } = useRights();
  const [open, setOpen] = useState<string | null>(null);
  const offered = DIMENSIONS.filter((one) => kpi.dimensions.includes(one));
  const canAdd = canEdit && !kpi.isOutcome && offered.length > 0;
  if (kpi.targets.length === 0 && !canAdd) return null;
  const close = () => setOpen(null);
  return (
    <Card title="Targets" subtitle="A segment's own target comes before that of the whole.">
      {kpi.targets.length > 0 && (
        <ul className={classes.targets}>
          {kpi.targets.map((target) => (
            <li key={`${target.dimension} ${target.key}`}>
              <span>{whose(target)}</span>
              <span className="num">
                {targetText(kpi.unit, kpi.better, target, currency)}
                {target.due && <small>{way(kpi, target, currency)}</small>}
              </span>
              {canEdit && (
                <Button variant="subtle" size="compact-xs" onClick={() => setOpen(idOf(target))}>
                  Change
                </Button>
              )}
              {open === idOf(target) && <TargetForm kpi={kpi} target={target} onDone={close} />}
            </li>
          ))}
        </ul>
      )}
      {canAdd && open !== "new" && (
        <Button variant="default" size="xs" mt={10} onClick={() => setOpen("new")}>
          Target for a segment
        </Button>
      )}
      {open === "new" && <TargetForm kpi={kpi} segments={offered} onDone={close} />}
    </Card>
  );
}

function idOf({ dimension, key }: Target): string {
  return `${dimension ?? ""} ${key}`;
}

/** "All", or "Priority: urgent" */
function whose({ dimension, key, label }: Target): string {
  return dimension ? `${sentence(dimension)}: ${label || key || "unlabelled"}` : "All";
}

/** "from 62.0% by Wed, Dec 31, 2026" */
function way(kpi: Kpi, { due, start }: Target, currency?: string | null): string {
  const begun = typeof start === "number" ? `from ${value(kpi.unit, start, currency)} ` : "";
  return due ? `${begun}by ${longDay(due)}` : "";
}
