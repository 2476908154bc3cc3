import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconBook, IconPlus, IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { FilterBar } from "@/components/FilterBar";
import { Freshness } from "@/components/Freshness";
import { ButtonLink } from "@/components/links";
import { EmptyState, Page } from "@/components/Page";
import { RangePicker } from "@/components/RangePicker";
import { useAccount, useRights } from "@/lib/account";
import { counted, sentence } from "@/lib/format";
import { parseRange, withoutEmpty } from "@/lib/range";
import { type KpiListSearch, PILLARS, SHOWN } from "@/lib/searches";
import { chosen, grouped } from "./catalogue";
import { GroupCard } from "./GroupCard";
import classes from "./list.module.css";

const SHOWN_NAMES = { available: "Available", missing: "Not available", custom: "Made here" };

/** Every KPI by pillar and category, to be searched and narrowed; values are read for the groups in sight. */
export function KpiListPage() {
  const { slug, kpis } = useAccount();
  const { canEdit } = useRights();
  const search = useSearch({ from: "/a/$account/kpis" });
  const navigate = useNavigate({ from: "/a/$account/kpis" });
  const change = (part: Partial<KpiListSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const entries = chosen(kpis, search);
  return (
    <Page
      title="KPIs"
      subtitle={<Freshness />}
      actions={
        <>
          <FilterBar chosen={search} onChange={change} />
          <RangePicker range={search} onChange={change} />
        </>
      }
    >
      <div className={classes.tools}>
        <Find typed={search.q} onType={(q) => change({ q: q || undefined })} />
        <SegmentedControl
          size="xs"
          aria-label="Pillar"
          value={search.pillar ?? ""}
          onChange={(next) => change({ pillar: PILLARS.find((one) => one === next) })}
          data={[{ value: "", label: "All" }, ...PILLARS.map((one) => ({ value: one, label: sentence(one) }))]}
        />
        <NativeSelect
          size="xs"
          aria-label="Which KPIs"
          value={search.show ?? ""}
          onChange={({ currentTarget }) => change({ show: SHOWN.find((one) => one === currentTarget.value) })}
          data={[
            { value: "", label: "Available or not" },
            ...SHOWN.map((one) => ({ value: one, label: SHOWN_NAMES[one] })),
          ]}
        />
        <span className={classes.found} role="status">
          {counted(entries.length, "KPI")}
        </span>
        <span className={classes.toolsEnd}>
          <ButtonLink
            to="/a/$account/definitions"
            params={{ account: slug }}
            variant="default"
            size="xs"
            leftSection={<IconBook size={14} />}
          >
            Reference
          </ButtonLink>
          {canEdit && (
            <ButtonLink
              to="/a/$account/definitions/new"
              params={{ account: slug }}
              size="xs"
              leftSection={<IconPlus size={14} />}
            >
              New KPI
            </ButtonLink>
          )}
        </span>
      </div>
      {entries.length === 0 && <Nothing search={search} />}
      <div className={classes.groups}>
        {grouped(entries).map((group) => (
          <GroupCard key={group.name} group={group} search={parseRange(search)} />
        ))}
      </div>
    </Page>
  );
}

function Find({ typed, onType }: { typed?: string; onType: (typed: string) => void }) {
  const [text, setText] = useState(typed ?? "");
  const tell = useDebouncedCallback(onType, 150);
  return (
    <TextInput
      size="xs"
      type="search"
      className={classes.find}
      aria-label="Find a KPI"
      placeholder="Find a KPI"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        tell(value.trim());
      }}
    />
  );
}

function Nothing({ search }: { search: KpiListSearch }) {
  const { slug } = useAccount();
  return (
    <EmptyState
      title={search.show === "custom" ? "No KPI made here yet" : "No KPI like that"}
      action={
        <ButtonLink to="/a/$account/kpis" params={{ account: slug }} search={parseRange(search)} variant="default">
          Show all KPIs
        </ButtonLink>
      }
    >
      {search.show === "custom"
        ? "Owners and analysts can make KPIs of their own from any facts the account has sent."
        : "Try another word, or look in all pillars."}
    </EmptyState>
  );
}
