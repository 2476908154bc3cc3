import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Conditions } from "@/components/conditions/Conditions";
import { conditionsOf, lineOf, type Problem, problemsElsewhere } from "@/components/conditions/draft";
import { durationsOf, type Field, fieldsOf } from "@/components/conditions/fields";
import { PartError } from "@/components/PageError";
import { ExpressionFieldsDocument, KpiDefineDocument, KpiResetDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query, useChange } from "@/lib/api";
import type { Defined } from "./DefinitionCard";
import own from "./definition.module.css";
import classes from "./page.module.css";

type Props = { kpi: Defined; onDone: () => void };

/** Changes what a shipped KPI counts, once it is known what a filter may name. */
export function DefineForm({ kpi, onDone }: Props) {
  const { slug } = useAccount();
  const fields = useQuery({ ...query(slug, ExpressionFieldsDocument, {}), staleTime: 300_000 });
  if (fields.error) return <PartError error={fields.error} retry={() => fields.refetch()} />;
  if (!fields.data) return <Skeleton height={180} mt={14} />;
  return <Form kpi={kpi} fields={fieldsOf(fields.data.expressionFields, kpi.facts)} onDone={onDone} />;
}

/** The choices the guides disagree on, and a filter of the account's own. */
function Form({ kpi, fields, onDone }: Props & { fields: Field[] }) {
  const { slug } = useAccount();
  const [values, setValues] = useState(() => new Map(kpi.parameters.map(({ key, value }) => [key, value])));
  const [lines, setLines] = useState(() => kpi.population.map((one) => lineOf(one, durationsOf(fields))));
  const defining = useChange(slug, KpiDefineDocument);
  const resetting = useChange(slug, KpiResetDocument);
  const refused = defining.error ?? resetting.error;
  const problems: Problem[] = refused?.errors.map(({ field, message }) => ({ part: field ?? "", message })) ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = [...values].map(([key, value]) => ({ key, value }));
    defining.mutate({ kpi: kpi.key, values: chosen, population: conditionsOf(lines) }, { onSuccess: onDone });
  };
  const isShipped = kpi.population.length === 0 && kpi.parameters.every((one) => one.value === one.default);
  return (
    <form className={own.define} onSubmit={submit}>
      {kpi.parameters.map((parameter) => (
        <Choices
          key={parameter.key}
          parameter={parameter}
          value={values.get(parameter.key) ?? parameter.default}
          onChoose={(value) => setValues((before) => new Map(before).set(parameter.key, value))}
        />
      ))}
      <fieldset>
        <legend>Count only</legend>
        <Conditions
          label="Count only"
          place="population"
          lines={lines}
          fields={fields}
          problems={problems}
          onChange={setLines}
        />
      </fieldset>
      <p className={classes.note}>
        This makes version {kpi.versionNumber + 1}. Its numbers are worked out for all your history first; until they
        are complete, every page and the API stay with version {kpi.versionNumber}. Then all readings, targets and
        scorecards follow the new one, and the former stays readable here. Published benchmarks were written for the
        shipped definition.
      </p>
      {problemsElsewhere(problems, ["population"]).map(({ part, message }) => (
        <p key={`${part} ${message}`} className={own.wrong} role="alert">
          {message}
        </p>
      ))}
      <div className={classes.target}>
        <Button type="submit" size="xs" loading={defining.isPending}>
          Make version {kpi.versionNumber + 1}
        </Button>
        {!isShipped && (
          <Button
            variant="default"
            size="xs"
            loading={resetting.isPending}
            onClick={() => resetting.mutate({ kpi: kpi.key }, { onSuccess: onDone })}
          >
            Back to the shipped one
          </Button>
        )}
        <Button variant="subtle" size="xs" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

type ChoicesProps = { parameter: Defined["parameters"][number]; value: string; onChoose: (value: string) => void };

function Choices({ parameter, value, onChoose }: ChoicesProps) {
  const group = useId();
  return (
    <fieldset>
      <legend>{parameter.asks}</legend>
      {parameter.choices.map((choice) => (
        <label key={choice.value} className={own.choice}>
          <input
            type="radio"
            name={group}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            {choice.name}
            <small>
              {[choice.source && `as ${choice.source} reads it`, choice.value === parameter.default && "as shipped"]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
