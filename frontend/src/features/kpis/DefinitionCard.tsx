import { Button } from "@mantine/core";
import { useState } from "react";
import { ButtonLink } from "@/components/links";
import { Card } from "@/components/Page";
import { Sentence } from "@/components/Sentence";
import type { KpiDefinitionQuery } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { counted, percent, sentence } from "@/lib/format";
import { DefineForm } from "./DefineForm";
import own from "./definition.module.css";
import classes from "./page.module.css";
import { Retire } from "./Retire";

export type Defined = NonNullable<KpiDefinitionQuery["kpi"]>;
const BETTER = {
  HIGHER: "Higher is better.",
  LOWER: "Lower is better.",
  BAND: "Neither end is good: it wants a band.",
};

/** What a KPI counts, in words; what the guides disagree on, as this account has decided it; and the way to change it. */
export function DefinitionCard({ kpi }: { kpi: Defined }) {
  const { slug } = useAccount();
  const { canEdit } = useRights();
  const [isOpen, setOpen] = useState(false);
  const lines = [...kpi.definition, BETTER[kpi.better], ...(kpi.isOutcome ? [OUTCOME] : [])];
  return (
    <Card title="What it counts" subtitle={<Version kpi={kpi} />}>
      <ul className={classes.sentences}>
        {lines.map((line) => (
          <li key={line}>
            <Sentence>{line}</Sentence>
          </li>
        ))}
      </ul>
      <code className={classes.formula}>{kpi.formula}</code>
      <dl className={classes.facts}>
        <div>
          <dt>A case belongs to the day of</dt>
          <dd>{kpi.dayOf}</dd>
        </div>
        <div>
          <dt>Worth a look</dt>
          <dd>{sentence(kpi.cadence).toLowerCase()}</dd>
        </div>
        {typeof kpi.windowDays === "number" && (
          <div>
            <dt>Final after</dt>
            <dd>{counted(kpi.windowDays, "day")}</dd>
          </div>
        )}
        {kpi.population.length > 0 && (
          <div>
            <dt>Counted here only</dt>
            <dd>{kpi.population.map(({ text }) => text).join("; ")}</dd>
          </div>
        )}
      </dl>
      {!isOpen && <Parameters kpi={kpi} />}
      {kpi.isCustom && <Traits kpi={kpi} />}
      {isOpen && <DefineForm kpi={kpi} onDone={() => setOpen(false)} />}
      {canEdit && !isOpen && (
        <div className={classes.target}>
          {kpi.isCustom ? (
            <>
              <ButtonLink
                to="/a/$account/definitions/$key/edit"
                params={{ account: slug, key: kpi.key }}
                variant="default"
                size="xs"
              >
                Change it
              </ButtonLink>
              <Retire kpi={kpi} />
            </>
          ) : (
            <Button variant="default" size="xs" onClick={() => setOpen(true)}>
              Change the definition
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

const OUTCOME = "An outcome of the business: shown, never to be a team's target.";

function Version({ kpi }: { kpi: Defined }) {
  const { pendingVersion: pending } = kpi;
  const progress = typeof pending?.progress === "number" ? `, ${percent(pending.progress, 0)} done` : "";
  return (
    <>
      Version <span className="num">{kpi.versionNumber}</span>
      {kpi.isCustom ? ", made by this account" : ""}
      {pending && <span role="status">{` · version ${pending.number} is being worked out${progress}`}</span>}
    </>
  );
}

/** The choices the definition has, with the guide that reads it so and what else it could be. */
function Parameters({ kpi }: { kpi: Defined }) {
  if (kpi.parameters.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>Where the guides disagree</h3>
      <dl className={own.choices}>
        {kpi.parameters.map((parameter) => {
          const chosen = parameter.choices.find(({ value }) => value === parameter.value);
          const others = parameter.choices.filter(({ value }) => value !== parameter.value);
          return (
            <div key={parameter.key}>
              <dt>{parameter.asks}</dt>
              <dd>
                {chosen?.name ?? parameter.value}
                {chosen?.source && <small>as {chosen.source} reads it</small>}
                {others.length > 0 && (
                  <small>
                    or: {others.map(({ name, source }) => (source ? `${name} (${source})` : name)).join(" · ")}
                  </small>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

const VERDICTS = { true: "holds", false: "does not hold", null: "only you can say" };

function Traits({ kpi }: { kpi: Defined }) {
  if (kpi.traits.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>Is it worth having?</h3>
      <dl className={own.choices}>
        {kpi.traits.map((trait) => (
          <div key={trait.key}>
            <dt>{trait.name}</dt>
            <dd>
              {VERDICTS[`${trait.holds}`]}
              <small>{trait.explanation}</small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
