import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Problem, problemsElsewhere } from "@/components/conditions/draft";
import type { Field } from "@/components/conditions/fields";
import { ButtonLink } from "@/components/links";
import { KpiCreateDocument, KpiUpdateDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { RequestError } from "@/lib/http";
import classes from "./editor.module.css";
import { type Draft, expressionOf } from "./expression";
import { JudgedCard } from "./JudgedCard";
import { Making } from "./Making";
import { MeasureCard } from "./MeasureCard";
import { PreviewCard, TraitsCard } from "./Preview";
import { QuestionCard } from "./QuestionCard";
import { useCheck } from "./useCheck";

export type FormProps = {
  draft: Draft;
  fields: Field[];
  problems: readonly Problem[];
  change: (part: Partial<Draft>) => void;
};

const PLACES = [
  ...["name", "asks", "unit", "better", "facts", "reads", "percentile", "value", "population", "condition"],
  ...["denominator", "windowDays", "balancedBy"],
];

type Props = { start: Draft; fields: Field[]; kpi?: { key: string; versionNumber: number } };

/** The form, and beside it what it would say: the number over the last 30 days, and whether it is worth having. */
export function Editor({ start, fields, kpi }: Props) {
  const [draft, setDraft] = useState(start);
  const check = useCheck(draft, kpi?.key ?? null);
  const saving = useSaving(draft, kpi?.key);
  const found = [...(check.data?.kpiCheck.problems ?? []), ...saving.problems];
  const change = (part: Partial<Draft>) => {
    saving.forget();
    setDraft((before) => ({ ...before, ...part }));
  };
  const form: FormProps = { draft, fields, problems: found, change };
  if (saving.made) return <Making kpi={saving.made} name={draft.name} />;
  const others = problemsElsewhere(found, PLACES);
  return (
    <form className={classes.editor} onSubmit={saving.submit} noValidate>
      <div className={classes.column}>
        <QuestionCard {...form} isNew={!kpi} />
        <MeasureCard {...form} />
        <JudgedCard {...form} />
        {others.map(({ part, message }) => (
          <p key={`${part} ${message}`} className={classes.wrong} role="alert">
            {message}
          </p>
        ))}
        <div className={classes.saving}>
          <p className={classes.note}>{kpi ? CHANGED(kpi.versionNumber) : CREATED}</p>
          <Button type="submit" loading={saving.isPending}>
            {kpi ? `Save as version ${kpi.versionNumber + 1}` : "Save this KPI"}
          </Button>
          <Leave kpi={kpi?.key} />
        </div>
      </div>
      <aside className={classes.side} aria-label="Preview">
        <PreviewCard
          check={check.data?.kpiCheck}
          isFetching={check.isFetching || !check.isSettled}
          isWaiting={check.isPending}
        />
        {check.error && (
          <p className={classes.wrong} role="alert">
            {check.error.message}
          </p>
        )}
        <TraitsCard traits={check.data?.kpiCheck.traits} />
      </aside>
    </form>
  );
}

const CREATED = "Saved, it stands in the catalogue; its numbers for all your history are kept ready from then on.";
const CHANGED = (number: number) =>
  `A change makes a new version. Readings stay with version ${number} until the new one's numbers are complete.`;

function useSaving(draft: Draft, key: string | undefined) {
  const { slug } = useAccount();
  const navigate = useNavigate();
  const creating = useChange(slug, KpiCreateDocument);
  const updating = useChange(slug, KpiUpdateDocument);
  const [noName, setNoName] = useState(false);
  const [made, setMade] = useState<string>();
  const open = (made: string) => navigate({ to: "/a/$account/kpis/$key", params: { account: slug, key: made } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNoName(draft.name.trim() === "");
    if (draft.name.trim() === "") return;
    const expression = expressionOf(draft);
    if (key) updating.mutate({ kpi: key, expression }, { onSuccess: () => open(key) });
    else creating.mutate({ expression }, { onSuccess: () => setMade(expression.key) });
  };
  const error = creating.error ?? updating.error;
  const problems: Problem[] = noName ? [{ part: "name", message: "Give it a name." }] : [];
  if (error instanceof RequestError) {
    problems.push(...error.errors.map(({ field, message }) => ({ part: field ?? "", message })));
  }
  const forget = () => {
    creating.reset();
    updating.reset();
    setNoName(false);
  };
  return { submit, problems, forget, made, isPending: creating.isPending || updating.isPending };
}

function Leave({ kpi }: { kpi?: string }) {
  const { slug } = useAccount();
  return kpi ? (
    <ButtonLink to="/a/$account/kpis/$key" params={{ account: slug, key: kpi }} variant="subtle">
      Cancel
    </ButtonLink>
  ) : (
    <ButtonLink to="/a/$account/kpis" params={{ account: slug }} variant="subtle">
      Cancel
    </ButtonLink>
  );
}
