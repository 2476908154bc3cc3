import { useQuery } from "@tanstack/react-query";
import { Bars } from "@/charts/Bars";
import { ChartFrame } from "@/charts/ChartFrame";
import { Card } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { Sentence } from "@/components/Sentence";
import { ContentGapsDocument, type ContentGapsQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, counted } from "@/lib/format";
import { isThin, surely } from "@/lib/rates";
import type { DiagnosticProps } from "./DiagnosticPage";
import { DrillLink } from "./DrillLink";
import classes from "./diagnostics.module.css";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

type Gap = ContentGapsQuery["diagnostics"]["contentGaps"]["rows"][number];

export function ContentGaps({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, ContentGapsDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.contentGaps} what="demand for answers">
      {({ coverage, rows, without }) => {
        const gaps = rows.filter(({ isGap }) => isGap).length;
        return (
          <>
            <Lead
              main={
                gaps === 0
                  ? "No topic is covered worse than the others beyond chance."
                  : `${counted(gaps, "topic")} ${gaps === 1 ? "is" : "are"} covered worse than all together, beyond chance.`
              }
            >
              {`Of all who needed an answer, the help centre gave ${surely(coverage)} one.`}
            </Lead>
            <Card
              title="Topics by unmet demand"
              subtitle="How often somebody needed an answer and found none by themselves."
            >
              <Gaps rows={rows} search={search} />
            </Card>
            {without.length > 0 && <Without sentences={without} />}
          </>
        );
      }}
    </Findings>
  );
}

function Gaps({ rows, search }: { rows: readonly Gap[] } & Pick<DiagnosticProps, "search">) {
  const name = (gap: Gap) => (
    <DrillLink drill={gap.drill} range={search}>
      {gap.label}
    </DrillLink>
  );
  const columns: Column<Gap>[] = [
    { name: "Topic", cell: name },
    { name: "Unmet", cell: ({ unmet }) => count(unmet) },
    { name: "Covered", cell: ({ coverage }) => surely(coverage) },
    { name: "Failed searches", cell: ({ searches }) => count(searches.numerator) },
    { name: "AI did not know", cell: ({ fallbacks }) => count(fallbacks.numerator) },
    { name: "Tickets", cell: ({ tickets }) => count(tickets) },
    { name: "Gap", cell: ({ isGap }) => (isGap ? "yes" : "within chance"), isText: true },
  ];
  const isFew = ({ coverage }: Gap) => isThin(coverage);
  return (
    <ChartFrame
      label="Topics by unmet demand"
      chart={
        <Bars
          label="Topics by unmet demand"
          bars={rows.map((gap) => ({
            key: gap.key,
            label: name(gap),
            amount: gap.unmet,
            words: `${count(gap.unmet)} unmet`,
            isFew: isFew(gap),
            isRest: !gap.isGap,
            detail: `${gap.isGap ? "A gap · " : ""}covered ${surely(gap.coverage)} · ${counted(gap.tickets, "ticket")}, ${count(gap.searches.numerator)} failed searches, AI did not know ${count(gap.fallbacks.numerator)} times`,
          }))}
        />
      }
      table={
        <Rows label="Topics by unmet demand" rows={rows} keyOf={({ key }) => key} columns={columns} isFew={isFew} />
      }
    />
  );
}

function Without({ sentences }: { sentences: readonly string[] }) {
  return (
    <Card title="What is not in here">
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Sentence>{sentence}</Sentence>
          </li>
        ))}
      </ul>
    </Card>
  );
}
