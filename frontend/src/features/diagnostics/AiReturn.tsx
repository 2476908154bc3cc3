import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { TextLink } from "@/components/links";
import { Mark } from "@/components/Mark";
import { Card } from "@/components/Page";
import { Sentence } from "@/components/Sentence";
import { AiReturnDocument, type AiReturnQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, counted, MISSING, money, percent } from "@/lib/format";
import { surely } from "@/lib/rates";
import type { DiagnosticProps } from "./DiagnosticPage";
import classes from "./diagnostics.module.css";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

type Return = AiReturnQuery["diagnostics"]["aiReturn"];

export function AiReturn({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, AiReturnDocument, useScope(search)));
  const data = found.data?.diagnostics.aiReturn;
  const isTold = data && data.savings !== null && data.n > 0;
  return (
    <Findings
      found={found}
      data={data && { ...data, missing: isTold || data.durable.n === 0 ? data.missing : [] }}
      what="resolutions"
    >
      {(figures) => (
        <>
          <Lead main={leadOf(figures)}>
            {figures.isProvisional && "Provisional: resolutions of the last days can still come back."}
          </Lead>
          <Card title="How it adds up" subtitle="Only resolutions that nobody had to touch again count.">
            <Figures figures={figures} />
          </Card>
          {data && data.missing.length > 0 && <Lacking sentences={data.missing} />}
        </>
      )}
    </Findings>
  );
}

function leadOf({ savings, currency, durable, ratio }: Return): string {
  const resolutions = counted(durable.numerator, "durable resolution");
  if (typeof savings !== "number")
    return `AI made ${resolutions}; what they are worth cannot be said without the costs.`;
  const amount = money(Math.abs(savings), currency);
  const times = typeof ratio === "number" ? `, ${percent(Math.abs(ratio), 0)} of what it cost` : "";
  return savings >= 0
    ? `AI’s ${resolutions} saved ${amount}${times}.`
    : `AI’s ${resolutions} cost ${amount} more than people would have.`;
}

function Figures({ figures }: { figures: Return }) {
  const { durable, humanResolutions, humanCost, aiCost, humanUnitCost, aiUnitCost, avoided, savings, currency } =
    figures;
  const cost = (amount?: number | null) => (typeof amount === "number" ? money(amount, currency) : MISSING);
  return (
    <dl className={`${classes.figures} num`}>
      <Figure name="Durable resolutions by AI" value={count(durable.numerator)}>
        {`${surely(durable)} of all its ${count(durable.n)}`}
      </Figure>
      <Figure
        name={
          <>
            <Mark of="human" /> A person’s resolution costs
          </>
        }
        value={cost(humanUnitCost)}
      >
        {`${cost(humanCost)} over ${count(humanResolutions)} resolutions`}
      </Figure>
      <Figure
        name={
          <>
            <Mark of="ai" /> AI’s durable resolution costs
          </>
        }
        value={cost(aiUnitCost)}
      >
        {`${cost(aiCost)} over ${count(durable.numerator)} durable ones`}
      </Figure>
      <Figure name="People’s work that fell away" value={cost(avoided)}>
        durable resolutions × a person’s cost
      </Figure>
      <Figure name="Saved" value={cost(savings)}>
        what fell away − what AI cost
      </Figure>
    </dl>
  );
}

function Figure({ name, value, children }: { name: ReactNode; value: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        <small>{children}</small>
      </dd>
    </div>
  );
}

function Lacking({ sentences }: { sentences: readonly string[] }) {
  const { slug } = useAccount();
  return (
    <Card title="What is missing for the rest">
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Sentence>{sentence}</Sentence>
          </li>
        ))}
      </ul>
      <p className={classes.note}>
        <TextLink to="/a/$account/import" params={{ account: slug }}>
          Import it
        </TextLink>
      </p>
    </Card>
  );
}
