import { Loader, Skeleton } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconHelpCircle } from "@tabler/icons-react";
import { Trend } from "@/charts/lazy";
import { Card } from "@/components/Page";
import { Sentence } from "@/components/Sentence";
import type { KpiCheckQuery } from "@/graphql/graphql";
import { periodText } from "@/lib/days";
import { count, interval as intervalText, margin, value } from "@/lib/format";
import { isFew } from "@/lib/words";
import classes from "./editor.module.css";

type Check = KpiCheckQuery["kpiCheck"];
type Previewed = NonNullable<Check["preview"]>;

type Props = { check?: Check; isFetching: boolean; isWaiting: boolean };

/** The number as the form now says it, over the last 30 days; nothing is stored for it. */
export function PreviewCard({ check, isFetching, isWaiting }: Props) {
  const reading = check?.preview;
  return (
    <Card
      title="Preview, last 30 days"
      subtitle={reading ? periodText(reading.period) : "Straight from your facts; nothing is saved."}
      actions={isFetching ? <Loader size={16} aria-label="Working it out" /> : undefined}
    >
      <div className={classes.preview} aria-busy={isFetching} aria-live="polite">
        {reading ? <Shown reading={reading} /> : <NotYet check={check} isWaiting={isWaiting} />}
      </div>
      {check && check.definition.length > 0 && (
        <ul className={classes.sentences} aria-label="The definition in sentences">
          {check.definition.map((line) => (
            <li key={line}>
              <Sentence>{line}</Sentence>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function NotYet({ check, isWaiting }: Pick<Props, "check" | "isWaiting">) {
  if (isWaiting) return <Skeleton height={330} />;
  const isWrong = check && check.problems.length > 0;
  return (
    <p className={classes.note}>
      {isWrong ? "The number appears once what is marked in the form has been put right." : "Nothing to show yet."}
    </p>
  );
}

function Shown({ reading }: { reading: Previewed }) {
  const { kpi, n, interval, currency } = reading;
  if (!reading.isAvailable) {
    return (
      <p className={classes.note}>
        <strong>Not available.</strong> <Sentence>{reading.missing.join(" ")}</Sentence>
      </p>
    );
  }
  return (
    <>
      <p className={classes.number} data-few={isFew(kpi.unit, n)}>
        <strong className="num">{value(kpi.unit, reading.value, currency)}</strong>
        <span className="num">
          {[
            interval && (kpi.unit === "PERCENT" ? margin(interval) : intervalText(kpi.unit, interval, currency)),
            `n ${count(n)}`,
            isFew(kpi.unit, n) ? "few cases" : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      <Trend name="Preview" unit={kpi.unit} currency={currency} points={reading.series} isSplit={false} target={null} />
    </>
  );
}

const VERDICTS = {
  yes: { words: "holds", tone: "good", Icon: IconCircleCheck },
  no: { words: "does not hold", tone: "bad", Icon: IconCircleX },
  ask: { words: "only you can say", tone: "neutral", Icon: IconHelpCircle },
};

/** The four traits of a KPI worth having, each with why it holds or not. They advise; they forbid nothing. */
export function TraitsCard({ traits }: { traits?: Check["traits"] }) {
  return (
    <Card title="Is it worth having?" subtitle="Four traits of a good KPI. They advise; you decide.">
      {traits?.length === 0 && <p className={classes.note}>Looked at once what is marked in the form is right.</p>}
      {traits ? (
        <ul className={classes.traits}>
          {traits.map((trait) => {
            const verdict = trait.holds === true ? "yes" : trait.holds === false ? "no" : "ask";
            const { words, tone, Icon } = VERDICTS[verdict];
            return (
              <li key={trait.key} data-tone={tone}>
                <Icon size={18} aria-hidden />
                <div>
                  <strong>{trait.name}</strong> <span className={classes.verdict}>{words}</span>
                  <p>{trait.explanation}</p>
                </div>
              </li>
            );
          })}
        </ul>
      ) : (
        <Skeleton height={180} />
      )}
    </Card>
  );
}
