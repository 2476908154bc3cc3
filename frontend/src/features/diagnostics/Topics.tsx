import { useQuery } from "@tanstack/react-query";
import { Bars } from "@/charts/Bars";
import { ChartFrame } from "@/charts/ChartFrame";
import { Card } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { TopicsDocument, type TopicsQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, counted, percent } from "@/lib/format";
import { isThin, rateText, surely } from "@/lib/rates";
import type { DiagnosticProps } from "./DiagnosticPage";
import { DrillLink } from "./DrillLink";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

type Pareto = TopicsQuery["diagnostics"]["topicsPareto"];

export function Topics({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, TopicsDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.topicsPareto} what="tickets with a topic">
      {(pareto) => (
        <>
          <Lead main={leadOf(pareto)}>
            {pareto.unlabelled > 0 &&
              `${counted(pareto.unlabelled, "further ticket")} without a topic are not in here.`}
          </Lead>
          <Card
            title="Topics by tickets"
            subtitle="The larger a bar, the more tickets; beside it the share of this and all larger ones."
          >
            <Picture pareto={pareto} search={search} />
          </Card>
        </>
      )}
    </Findings>
  );
}

function leadOf({ vitalFew, rows, cut, n }: Pareto): string {
  const few = vitalFew === 1 ? "One topic makes" : `${count(vitalFew)} of ${count(rows.length)} topics make`;
  return `${few} ${percent(cut, 0)} of ${counted(n, "ticket")}.`;
}

function Picture({ pareto, search }: { pareto: Pareto } & Pick<DiagnosticProps, "search">) {
  const { rows, vitalFew, cut } = pareto;
  type Row = Pareto["rows"][number];
  const name = (row: Row) => (
    <DrillLink drill={row.drill} range={search}>
      {row.label}
    </DrillLink>
  );
  const columns: Column<Row>[] = [
    { name: "Topic", cell: name },
    { name: "Tickets", cell: ({ n }) => count(n) },
    { name: "Share", cell: ({ share }) => rateText(share) },
    { name: "This and larger ones", cell: ({ cumulative }) => percent(cumulative) },
    { name: "AI took part in", cell: ({ ai }) => surely(ai) },
  ];
  return (
    <ChartFrame
      label="Topics by tickets"
      chart={
        <Bars
          label="Topics by tickets"
          cut={{ after: vitalFew, words: `${percent(cut, 0)} of all tickets reached` }}
          bars={rows.map((row) => ({
            key: row.key,
            label: name(row),
            amount: row.n,
            words: `${count(row.n)} · ${rateText(row.share)}`,
            isRest: !row.isVital,
            detail: `Up to here ${percent(row.cumulative)} · AI took part in ${surely(row.ai)}`,
          }))}
        />
      }
      table={
        <Rows
          label="Topics by tickets"
          rows={rows}
          keyOf={({ key }) => key}
          columns={columns}
          isFew={({ ai }) => isThin(ai)}
        />
      }
    />
  );
}
