import { ButtonLink, TextLink } from "@/components/links";
import { Card, EmptyState } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { useAccount } from "@/lib/account";
import { longDay } from "@/lib/days";
import { MISSING, sentence, value } from "@/lib/format";
import { targetText } from "@/lib/words";
import type { AccountSettings } from "./SettingsPage";

type Target = AccountSettings["targets"][number];

/** All targets of the account in one list; each is changed on the page of its KPI. */
export function TargetsSection({ targets }: { targets: Target[] }) {
  const { slug, kpis } = useAccount();
  if (targets.length === 0) {
    return (
      <EmptyState
        title="No targets yet"
        action={
          <ButtonLink to="/a/$account/kpis" params={{ account: slug }}>
            Choose a KPI
          </ButtonLink>
        }
      >
        A target is set on the page of its KPI: for the whole, for a segment such as one priority, or as a goal with a
        day.
      </EmptyState>
    );
  }
  const entryOf = ({ kpi }: Target) => kpis.find(({ key }) => key === kpi);
  const columns: Column<Target>[] = [
    {
      name: "KPI",
      cell: (target) => (
        <TextLink to="/a/$account/kpis/$key" params={{ account: slug, key: target.kpi }}>
          {entryOf(target)?.name ?? target.kpi}
        </TextLink>
      ),
    },
    { name: "Of", cell: whose, isText: true },
    {
      name: "Target",
      cell: (target) => {
        const entry = entryOf(target);
        return entry ? targetText(entry.unit, entry.better, target) : String(target.value);
      },
    },
    { name: "By", cell: ({ due }) => (due ? longDay(due) : MISSING) },
    {
      name: "From",
      cell: (target) => {
        const entry = entryOf(target);
        return entry && typeof target.start === "number" ? value(entry.unit, target.start) : MISSING;
      },
    },
  ];
  return (
    <Card title="Targets" subtitle="What the account wants of each KPI, for the whole and for segments.">
      <Rows
        label="Targets"
        rows={targets}
        keyOf={({ kpi, dimension, key }) => `${kpi} ${dimension} ${key}`}
        columns={columns}
      />
    </Card>
  );
}

function whose({ dimension, key, label }: Target): string {
  return dimension ? `${sentence(dimension)}: ${label || key || "unlabelled"}` : "All";
}
