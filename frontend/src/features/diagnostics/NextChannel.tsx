import { useQuery } from "@tanstack/react-query";
import { Bars } from "@/charts/Bars";
import { ChartFrame } from "@/charts/ChartFrame";
import { Card } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { NextChannelDocument, type NextChannelQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, counted, MISSING, percent } from "@/lib/format";
import { isThin, surely } from "@/lib/rates";
import type { DiagnosticProps } from "./DiagnosticPage";
import { DrillLink } from "./DrillLink";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

type Found = NextChannelQuery["diagnostics"]["nextChannel"];
type Candidate = Found["rows"][number];

export function NextChannel({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, NextChannelDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.nextChannel} what="tickets">
      {(data) => (
        <>
          <Lead main={leadOf(data)}>
            {`Today AI takes part in ${surely(data.ai)} of the tickets, and resolves ${surely(data.durable)} of those alone and for good.`}
          </Lead>
          <Card
            title="Channels by what AI could take off"
            subtitle="Tickets of this period AI has not touched, times the rate at which it resolves the same topics elsewhere."
          >
            <Channels rows={data.rows} search={search} />
          </Card>
        </>
      )}
    </Findings>
  );
}

function leadOf({ rows }: Found): string {
  const best = rows.find(({ potential }) => typeof potential === "number" && potential > 0);
  if (!best) return "AI has too few cases anywhere to say where it would help next.";
  return `${best.label}: AI would resolve about ${counted(Math.round(best.potential ?? 0), "ticket")} more in a period like this.`;
}

function Channels({ rows, search }: { rows: readonly Candidate[] } & Pick<DiagnosticProps, "search">) {
  const name = (candidate: Candidate) => (
    <DrillLink drill={candidate.drill} range={search}>
      {candidate.label}
    </DrillLink>
  );
  const expected = ({ expected: rate }: Candidate) => (typeof rate === "number" ? percent(rate) : MISSING);
  const about = ({ potential }: Candidate) =>
    typeof potential === "number" ? `about ${count(potential)}` : "not known";
  const isFew = (candidate: Candidate) => isThin(candidate.ai) || candidate.potential === null;
  const columns: Column<Candidate>[] = [
    { name: "Channel", cell: name },
    { name: "Could take off", cell: about },
    { name: "Tickets", cell: ({ n }) => count(n) },
    { name: "AI took part in", cell: ({ ai }) => surely(ai) },
    { name: "Resolved for good", cell: ({ durable }) => surely(durable) },
    { name: "Untouched", cell: ({ untouched }) => count(untouched) },
    { name: "Expected rate", cell: expected },
  ];
  return (
    <ChartFrame
      label="Channels by what AI could take off"
      chart={
        <Bars
          label="Channels by what AI could take off"
          bars={rows.map((candidate) => ({
            key: candidate.key,
            label: name(candidate),
            amount: candidate.potential ?? 0,
            words: about(candidate),
            isFew: isFew(candidate),
            detail: `${candidate.reason} ${counted(candidate.n, "ticket")}, AI took part in ${surely(candidate.ai)}`,
          }))}
        />
      }
      table={
        <Rows
          label="Channels by what AI could take off"
          rows={rows}
          keyOf={({ key }) => key}
          columns={columns}
          isFew={isFew}
        />
      }
    />
  );
}
