import { useQuery } from "@tanstack/react-query";
import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { HandleTimeOutliersDocument, type HandleTimeOutliersQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { shortDay } from "@/lib/days";
import { count, counted, duration, MISSING, percent } from "@/lib/format";
import { isThin, surely } from "@/lib/rates";
import type { DiagnosticProps } from "./DiagnosticPage";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

type Found = HandleTimeOutliersQuery["diagnostics"]["handleTimeOutliers"];
type Usual = Found["usual"][number];
type Outlier = Found["rows"][number];

export function Outliers({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, HandleTimeOutliersDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.handleTimeOutliers} what="work">
      {({ n, usual, rows }) => (
        <>
          <Lead main={leadOf(n, usual)}>
            Whose work it was is not told: the question is what made it long, not who was slow.
          </Lead>
          <Card
            title="What a topic usually takes"
            subtitle="Unusual begins 3.5 robust standard deviations above the median, on a logarithmic scale."
          >
            <Rows
              label="What a topic usually takes"
              rows={usual}
              keyOf={({ key }) => key}
              columns={USUAL}
              isFew={({ outliers }) => isThin(outliers)}
            />
          </Card>
          {rows.length > 0 && (
            <Card title="The longest, against their topic’s median">
              <Longest rows={rows} />
            </Card>
          )}
        </>
      )}
    </Findings>
  );
}

function leadOf(n: number, usual: readonly Usual[]): string {
  const beyond = usual.reduce((sum, { outliers }) => sum + outliers.numerator, 0);
  return `${count(beyond)} of ${counted(n, "piece")} of work took far longer than their topic usually does.`;
}

const USUAL: Column<Usual>[] = [
  { name: "Topic", cell: ({ label }) => label },
  { name: "Median", cell: ({ median }) => duration(median) },
  { name: "Unusual above", cell: ({ limit }) => (typeof limit === "number" ? duration(limit) : "too few to say") },
  { name: "Unusual", cell: ({ outliers }) => `${count(outliers.numerator)} of ${count(outliers.n)}` },
  { name: "Share", cell: ({ outliers }) => surely(outliers) },
  { name: "Of the topic’s time", cell: ({ time }) => (typeof time === "number" ? percent(time) : MISSING) },
];

function Longest({ rows }: { rows: readonly Outlier[] }) {
  const { slug } = useAccount();
  const columns: Column<Outlier>[] = [
    {
      name: "Ticket",
      cell: ({ ticketId, label }) =>
        ticketId ? (
          <TextLink to="/a/$account/tickets/$id" params={{ account: slug, id: ticketId }}>
            Open the ticket
          </TextLink>
        ) : (
          `${label}, no ticket`
        ),
    },
    { name: "Topic", cell: ({ label }) => label, isText: true },
    { name: "Day", cell: ({ day }) => shortDay(day, true) },
    { name: "Took", cell: ({ seconds }) => duration(seconds) },
    { name: "Topic’s median", cell: ({ median }) => duration(median) },
    { name: "Times", cell: ({ ratio }) => `${ratio.toFixed(1)} ×` },
  ];
  const keyOf = ({ key, day, seconds, ticketId }: Outlier) => `${ticketId} ${key} ${day} ${seconds}`;
  return <Rows label="The longest work" rows={rows} keyOf={keyOf} columns={columns} />;
}
