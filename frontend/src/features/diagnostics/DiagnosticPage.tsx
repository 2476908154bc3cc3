import { NativeSelect } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { FilterBar } from "@/components/FilterBar";
import { NotFound } from "@/components/NotFound";
import { Page } from "@/components/Page";
import { RangePicker } from "@/components/RangePicker";
import { useAccount } from "@/lib/account";
import type { DiagnosticSearch } from "@/lib/insights";
import { withoutEmpty } from "@/lib/range";
import { AiReturn } from "./AiReturn";
import { Churn } from "./Churn";
import { ContentGaps } from "./ContentGaps";
import { EscalationReasons, FailedFirstContacts, FailedSearches, UnresolvedIntents } from "./causes";
import classes from "./diagnostics.module.css";
import { NextChannel } from "./NextChannel";
import { Outliers } from "./Outliers";
import { DIAGNOSTICS, type DiagnosticName, diagnosticOf, GROUPS } from "./registry";
import { Staffing } from "./Staffing";
import { Topics } from "./Topics";

const FROM = "/a/$account/diagnostics/$name";

export type DiagnosticProps = { search: DiagnosticSearch; onChange: (part: Partial<DiagnosticSearch>) => void };

const BODIES: Record<DiagnosticName, ComponentType<DiagnosticProps>> = {
  topics: Topics,
  "failed-first-contacts": FailedFirstContacts,
  "escalation-reasons": EscalationReasons,
  "handle-time-outliers": Outliers,
  "unresolved-intents": UnresolvedIntents,
  "failed-searches": FailedSearches,
  "content-gaps": ContentGaps,
  "next-channel": NextChannel,
  "churn-and-support": Churn,
  "ai-return": AiReturn,
  staffing: Staffing,
};

/** One diagnostic: what it asks, its answer, and how to read it. */
export function DiagnosticPage() {
  const { name } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const diagnostic = diagnosticOf(name);
  if (!diagnostic) return <NotFound />;
  const change = (part: Partial<DiagnosticSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const Body = BODIES[diagnostic.name];
  return (
    <Page
      title={diagnostic.title}
      subtitle={diagnostic.asks}
      actions={
        <>
          <Switch name={name} search={search} />
          <FilterBar chosen={search} onChange={change} />
          <RangePicker range={search} onChange={change} />
        </>
      }
    >
      <Body search={search} onChange={change} />
      <p className={classes.means}>
        <strong>How to read it.</strong> {diagnostic.means}
      </p>
    </Page>
  );
}

function Switch({ name, search }: { name: string; search: DiagnosticSearch }) {
  const { slug } = useAccount();
  const navigate = useNavigate();
  const { show: _show, per: _per, ...range } = search;
  return (
    <NativeSelect
      aria-label="Diagnostic"
      value={name}
      onChange={({ currentTarget }) =>
        navigate({
          to: "/a/$account/diagnostics/$name",
          params: { account: slug, name: currentTarget.value },
          search: range,
        })
      }
      data={GROUPS.map((group) => ({
        group,
        items: DIAGNOSTICS.filter((one) => one.group === group).map((one) => ({ value: one.name, label: one.title })),
      }))}
    />
  );
}
