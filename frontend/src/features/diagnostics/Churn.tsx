import { useQuery } from "@tanstack/react-query";
import { ChartFrame } from "@/charts/ChartFrame";
import { Whisker } from "@/charts/Whisker";
import { Card } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { ChurnAndSupportDocument, type ChurnAndSupportQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { shortDay } from "@/lib/days";
import { count, counted, MISSING, money } from "@/lib/format";
import { isThin, rateText } from "@/lib/rates";
import type { DiagnosticProps } from "./DiagnosticPage";
import classes from "./diagnostics.module.css";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

type Found = ChurnAndSupportQuery["diagnostics"]["churnAndSupport"];
type Factor = Found["rows"][number];
type Leaver = Found["leavers"][number];

export function Churn({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, ChurnAndSupportDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.churnAndSupport} what="customers">
      {({ n, left, lookBack, rows, leavers, valueLost }) => (
        <>
          <Lead main={`${count(left.numerator)} of ${counted(n, "customer")} left in this period.`} rate={left}>
            {`What had happened to them in the ${lookBack} days before the period, against those who stayed.`}
            {typeof valueLost === "number" && ` Those who left paid ${money(valueLost)} a month.`}
          </Lead>
          <Card
            title="How much likelier to leave"
            subtitle="Relative risk with its 95% interval. 1 means no difference."
          >
            <Risks rows={rows} />
          </Card>
          <Card title="In words">
            <ul className={classes.sentences}>
              {rows.map(({ key, sentence }) => (
                <li key={key}>{sentence}</li>
              ))}
            </ul>
          </Card>
          {leavers.length > 0 && (
            <Card title="Those who left" subtitle={`Their history in the ${lookBack} days before the period.`}>
              <Leavers rows={leavers} />
            </Card>
          )}
        </>
      )}
    </Findings>
  );
}

const isFew = ({ risk }: Factor) => isThin(risk.exposed) || isThin(risk.unexposed);

function ratioText({ risk: { ratio, interval } }: Factor): string {
  if (typeof ratio !== "number") return "not known";
  return interval
    ? `${ratio.toFixed(2)} (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`
    : ratio.toFixed(2);
}

const COLUMNS: Column<Factor>[] = [
  { name: "History", cell: ({ label }) => label },
  { name: "Relative risk", cell: ratioText },
  { name: "Left, with it", cell: ({ risk }) => `${rateText(risk.exposed)} of ${count(risk.exposed.n)}` },
  { name: "Left, without it", cell: ({ risk }) => `${rateText(risk.unexposed)} of ${count(risk.unexposed.n)}` },
  { name: "Beyond chance", cell: ({ risk }) => (risk.isSignificant ? "yes" : "no"), isText: true },
];

function Risks({ rows }: { rows: readonly Factor[] }) {
  return (
    <ChartFrame
      label="Relative risk of leaving"
      chart={
        <Whisker
          label="Relative risk of leaving"
          reference={{ at: 1, label: "as likely to leave as the others" }}
          tick={(at) => `${Number(at.toFixed(1))} ×`}
          rows={rows.map((factor) => ({
            key: factor.key,
            label: factor.label,
            value: factor.risk.ratio ?? null,
            interval: factor.risk.interval ?? null,
            words: ratioText(factor),
            note: `${rateText(factor.risk.exposed)} of ${count(factor.risk.exposed.n)} left, of the others ${rateText(factor.risk.unexposed)} of ${count(factor.risk.unexposed.n)}${factor.risk.isSignificant ? "" : " · within chance"}`,
            isFew: isFew(factor),
          }))}
        />
      }
      table={
        <Rows label="Relative risk of leaving" rows={rows} keyOf={({ key }) => key} columns={COLUMNS} isFew={isFew} />
      }
    />
  );
}

const SIGNS: [keyof Leaver, string][] = [
  ["reopened", "reopened"],
  ["escalated", "escalated"],
  ["lowCsat", "unhappy answer"],
  ["highEffort", "high effort"],
];

function Leavers({ rows }: { rows: readonly Leaver[] }) {
  const columns: Column<Leaver>[] = [
    { name: "Customer", cell: ({ customer }) => customer },
    { name: "Left", cell: ({ left }) => shortDay(left, true) },
    { name: "Paid a month", cell: ({ value }) => (typeof value === "number" ? money(value) : MISSING) },
    { name: "Reason given", cell: ({ reason }) => reason || MISSING, isText: true },
    { name: "Tickets", cell: ({ tickets }) => count(tickets) },
    {
      name: "What happened",
      cell: (leaver) =>
        SIGNS.filter(([sign]) => leaver[sign])
          .map(([, words]) => words)
          .join(", ") || "nothing of these",
      isText: true,
    },
  ];
  return (
    <Rows label="Those who left" rows={rows} keyOf={({ customer, left }) => `${customer} ${left}`} columns={columns} />
  );
}
