import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Bars } from "@/charts/Bars";
import { TextLink } from "@/components/links";
import { Card, EmptyState } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { Sentence } from "@/components/Sentence";
import { AiOutcomesDocument, EscalationsAndIntentsDocument, type EscalationsAndIntentsQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, percent } from "@/lib/format";
import { filtersOf, periodOf, type RangeSearch } from "@/lib/range";
import { rateText } from "@/lib/rates";
import { type AiOutcomes, OutcomesCard } from "./Outcomes";
import classes from "./panels.module.css";

const SHOWN = 6;

/** Whether AI can be relied on: one signal, once as leadership hears it and once as the automation team works on it. */
export function Automation({ range }: { range: RangeSearch }) {
  const { slug, account, today } = useAccount();
  const variables = { period: periodOf(range, { today, ...account }), filter: filtersOf(range) };
  const ends = useQuery(query(slug, AiOutcomesDocument, variables));
  const causes = useQuery(query(slug, EscalationsAndIntentsDocument, variables));
  if (ends.error) return <PartError error={ends.error} retry={() => ends.refetch()} />;
  if (!ends.data) return <Skeleton height={420} />;
  const { aiOutcomes: outcomes } = ends.data;
  if (outcomes.n === 0) return <NoAi sentences={outcomes.missing} />;
  return (
    <div className={classes.stack} aria-busy={ends.isFetching || causes.isFetching}>
      <div className={classes.two}>
        <Leadership outcomes={outcomes} />
        <Team outcomes={outcomes} />
      </div>
      <OutcomesCard outcomes={outcomes} range={range} />
      {causes.error && <PartError error={causes.error} retry={() => causes.refetch()} />}
      {causes.data && <Causes causes={causes.data.diagnostics} range={range} />}
    </div>
  );
}

function NoAi({ sentences }: { sentences: readonly string[] }) {
  const { slug } = useAccount();
  return (
    <EmptyState
      title="No AI agent has touched a ticket in this period"
      action={
        <TextLink to="/a/$account/api" params={{ account: slug }}>
          How to send who wrote a message
        </TextLink>
      }
    >
      <Missing sentences={sentences} />
      <p>A ticket counts here once one of its messages or changes names AI as its author.</p>
    </EmptyState>
  );
}

function Leadership({ outcomes: { resolved, leadership } }: { outcomes: AiOutcomes }) {
  return (
    <Card title="For leadership">
      <p className={`${classes.big} num`}>{rateText(resolved.rate)}</p>
      <p className={classes.says}>{leadership}</p>
    </Card>
  );
}

function Team({ outcomes: { n, resolved, automation } }: { outcomes: AiOutcomes }) {
  return (
    <Card title="For the automation team">
      <p className={`${classes.big} num`}>{percent((n - resolved.rate.numerator) / n)}</p>
      <p className={classes.says}>Of the same tickets, {automation}</p>
    </Card>
  );
}

type Causes = EscalationsAndIntentsQuery["diagnostics"];

function Causes({ causes, range }: { causes: Causes; range: RangeSearch }) {
  const { slug } = useAccount();
  const { escalationReasons: reasons, unresolvedIntents: intents } = causes;
  return (
    <div className={classes.two}>
      <Card
        title="Why tickets escalate"
        subtitle={`${count(reasons.n)} escalations, most frequent reasons first.`}
        actions={
          <TextLink
            to="/a/$account/diagnostics/$name"
            params={{ account: slug, name: "escalation-reasons" }}
            search={range}
          >
            All
          </TextLink>
        }
      >
        <Missing sentences={reasons.missing} />
        <Bars
          label="Reasons of escalations"
          bars={reasons.rows.slice(0, SHOWN).map(({ cause: { key, label, n, rate } }) => {
            return { key, label, amount: n, words: `${count(n)} · ${percent(rate.value ?? 0)}` };
          })}
        />
      </Card>
      <Card
        title="What AI could not resolve"
        subtitle="Unresolved AI sessions by what the customer wanted."
        actions={
          <TextLink
            to="/a/$account/diagnostics/$name"
            params={{ account: slug, name: "unresolved-intents" }}
            search={range}
          >
            All
          </TextLink>
        }
      >
        <Missing sentences={intents.missing} />
        <Bars
          label="Unresolved intents"
          bars={intents.rows.slice(0, SHOWN).map(({ cause: { key, label, n, total } }) => {
            return { key, label, amount: n, words: `${count(n)} of ${count(total)}` };
          })}
        />
      </Card>
    </div>
  );
}

function Missing({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence) => (
    <p key={sentence} className={classes.nothing}>
      <Sentence>{sentence}</Sentence>
    </p>
  ));
}
