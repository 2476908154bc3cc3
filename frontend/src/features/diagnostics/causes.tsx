/** The diagnostics that are lists of causes. */
import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/Page";
import {
  EscalationReasonsDocument,
  FailedFirstContactsDocument,
  FailedSearchesDocument,
  UnresolvedIntentsDocument,
} from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, counted } from "@/lib/format";
import { surely } from "@/lib/rates";
import { CauseList, plainly } from "./CauseList";
import type { DiagnosticProps } from "./DiagnosticPage";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";

const withRow = <Row extends { cause: unknown }>(row: Row) => ({ cause: row.cause as Row["cause"], row });

export function FailedFirstContacts({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, FailedFirstContactsDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.failedFirstContacts} what="resolved tickets">
      {({ n, rate, byReason, byTopic }) => (
        <>
          <Lead
            main={`${count(rate.numerator)} of ${counted(n, "resolved ticket")} took more than one contact.`}
            rate={rate}
          />
          <Card title="Why" subtitle="The first thing that went on after the first contact.">
            <CauseList
              label="Failed first contacts by reason"
              causes={plainly(byReason)}
              range={search}
              words={{ name: "Reason", cases: "Failed", whole: "All failed" }}
            />
          </Card>
          <Card
            title="On which topics"
            subtitle="Most failed contacts first; the rate is of the topic’s resolved tickets."
          >
            <CauseList
              label="Failed first contacts by topic"
              causes={plainly(byTopic)}
              range={search}
              words={{ name: "Topic", cases: "Failed", whole: "Resolved" }}
            />
          </Card>
        </>
      )}
    </Findings>
  );
}

export function EscalationReasons({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, EscalationReasonsDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.escalationReasons} what="escalations">
      {({ n, avoidable, rows, byTopic }) => (
        <>
          <Lead main={`${counted(n, "ticket")} escalated.`}>
            {avoidable.n > 0
              ? `Of ${count(avoidable.n)} that a quality review judged, ${surely(avoidable)} could have been avoided.`
              : "No quality review has judged them, so how many could have been avoided is not known."}
          </Lead>
          <Card title="Reasons" subtitle="As given when the ticket was first escalated.">
            <CauseList
              label="Reasons of escalations"
              causes={rows.map(withRow)}
              range={search}
              words={{ name: "Reason", cases: "Escalated", whole: "All escalated" }}
              detail={(row) =>
                row.avoidable.n > 0 ? `avoidable: ${surely(row.avoidable)} of ${row.avoidable.n} judged` : ""
              }
              extra={[{ name: "Avoidable", cell: ({ row }) => surely(row.avoidable) }]}
            />
          </Card>
          <Card title="On which topics" subtitle="The rate is the topic’s share of all escalations.">
            <CauseList
              label="Escalations by topic"
              causes={plainly(byTopic)}
              range={search}
              words={{ name: "Topic", cases: "Escalated", whole: "All escalated" }}
            />
          </Card>
        </>
      )}
    </Findings>
  );
}

export function UnresolvedIntents({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, UnresolvedIntentsDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.unresolvedIntents} what="AI conversations">
      {({ rate, rows }) => (
        <>
          <Lead
            main={`${count(rate.numerator)} of ${counted(rate.n, "finished AI conversation")} ended unresolved.`}
            rate={rate}
          />
          <Card title="By what the customer wanted" subtitle="Unresolved of the finished conversations, most first.">
            <CauseList
              label="Unresolved intents"
              causes={rows.map(withRow)}
              range={search}
              words={{ name: "Intent", cases: "Unresolved", whole: "Finished" }}
              detail={(row) =>
                `${count(row.escalated)} escalated, ${count(row.silent)} silent, “I don’t know” in ${surely(row.fallback)}`
              }
              extra={[
                { name: "Escalated", cell: ({ row }) => count(row.escalated) },
                { name: "Silent", cell: ({ row }) => count(row.silent) },
                { name: "“I don’t know”", cell: ({ row }) => surely(row.fallback) },
              ]}
            />
          </Card>
        </>
      )}
    </Findings>
  );
}

export function FailedSearches({ search }: DiagnosticProps) {
  const { slug } = useAccount();
  const found = useQuery(query(slug, FailedSearchesDocument, useScope(search)));
  return (
    <Findings found={found} data={found.data?.diagnostics.failedSearches} what="searches">
      {({ rate, withoutResult, withoutClick, queries, rows }) => (
        <>
          <Lead
            main={`${count(rate.numerator)} of ${count(rate.n)} ${rate.n === 1 ? "search" : "searches"} failed.`}
            rate={rate}
          >
            {`${count(withoutResult)} had no result, ${count(withoutClick)} had results that nobody opened; ${count(queries)} different queries.`}
          </Lead>
          <Card
            title="What was looked for"
            subtitle="Without a result: an article is missing. Without a click: its title does not promise the answer."
          >
            <CauseList
              label="Failed searches"
              causes={rows.map(withRow)}
              range={search}
              words={{ name: "Query", cases: "Failed", whole: "Searches" }}
              detail={(row) =>
                `${count(row.withoutResult)} without a result, ${count(row.withoutClick)} without a click`
              }
              extra={[
                { name: "No result", cell: ({ row }) => count(row.withoutResult) },
                { name: "No click", cell: ({ row }) => count(row.withoutClick) },
              ]}
            />
          </Card>
        </>
      )}
    </Findings>
  );
}
