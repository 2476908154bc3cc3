import { NativeSelect, TextInput } from "@mantine/core";
import { problemsAt } from "@/components/conditions/draft";
import { Values } from "@/components/conditions/Values";
import { Card } from "@/components/Page";
import type { Better, Unit } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import type { FormProps } from "./Editor";
import classes from "./editor.module.css";
import { unitsFor } from "./MeasureCard";

const UNITS: Record<Unit, string> = {
  PERCENT: "Percent",
  DURATION: "Time (seconds)",
  COUNT: "Number",
  SCORE: "Score",
  MONEY: "Money",
};
const BETTER: Record<Better, string> = {
  HIGHER: "Higher is better",
  LOWER: "Lower is better",
  BAND: "Neither end is good",
};

/** Unit, direction, how long a case is watched, and what must be looked at beside it. */
export function JudgedCard({ draft, fields, problems, change }: FormProps) {
  const { kpis } = useAccount();
  const others = kpis.filter(({ key }) => key !== draft.key);
  return (
    <Card title="How is it judged?">
      <div className={classes.three}>
        <NativeSelect
          label="Unit"
          value={draft.unit}
          error={problemsAt(problems, "unit")}
          onChange={({ currentTarget }) => change({ unit: currentTarget.value as Unit })}
          data={unitsFor(draft, fields).map((unit) => ({ value: unit, label: UNITS[unit] }))}
        />
        <NativeSelect
          label="Direction"
          value={draft.better}
          error={problemsAt(problems, "better")}
          onChange={({ currentTarget }) => change({ better: currentTarget.value as Better })}
          data={Object.entries(BETTER).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          label="Watched for, days"
          placeholder="not watched"
          inputMode="numeric"
          value={draft.windowDays}
          error={problemsAt(problems, "windowDays")}
          onChange={({ currentTarget }) => change({ windowDays: currentTarget.value })}
        />
      </div>
      <fieldset className={classes.filter}>
        <legend>What can suffer when it improves?</legend>
        <p className={classes.note}>
          These are shown beside it, and it reads “contradicted” when it improves while one of them gets worse.
        </p>
        <Values
          label="Balancing KPI"
          placeholder="Choose a KPI…"
          choices={others.map(({ key, name }) => ({ value: key, label: name }))}
          values={draft.balancedBy}
          onChange={(balancedBy) => change({ balancedBy })}
        />
        {problemsAt(problems, "balancedBy") && (
          <p className={classes.wrong} role="alert">
            {problemsAt(problems, "balancedBy")}
          </p>
        )}
      </fieldset>
    </Card>
  );
}
