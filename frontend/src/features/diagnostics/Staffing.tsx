import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Heatmap } from "@/charts/Heatmap";
import { Card } from "@/components/Page";
import { StaffingNeedDocument, type StaffingNeedQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, counted, duration, percent } from "@/lib/format";
import type { DiagnosticSearch } from "@/lib/insights";
import type { DiagnosticProps } from "./DiagnosticPage";
import classes from "./diagnostics.module.css";
import { Findings, useScope } from "./Findings";
import { Lead } from "./Lead";
import { busiestHour, gridOf, rowOf, shortfall } from "./week";

export type Need = StaffingNeedQuery["diagnostics"]["staffingNeed"];
const LEVELS = ["70", "80", "90", "95"];

export function Staffing({ search, onChange }: DiagnosticProps) {
  const { slug } = useAccount();
  const serviceLevel = Number(LEVELS.find((one) => one === search.per) ?? "80") / 100;
  const found = useQuery(query(slug, StaffingNeedDocument, { ...useScope(search), serviceLevel, within: null }));
  return (
    <Findings found={found} data={found.data?.diagnostics.staffingNeed} what="tickets that people worked on">
      {(need) => (
        <>
          <Lead main={leadOf(need)}>{basis(need)}</Lead>
          <Card
            title={search.show === "people" ? "People needed in each hour" : "Volume to expect in each hour"}
            subtitle="A usual week in the account’s time."
            actions={<Controls search={search} onChange={onChange} />}
          >
            <Week need={need} isPeople={search.show === "people"} />
          </Card>
          <Card title="How this is worked out">
            <p className={classes.note}>{need.method}</p>
            <p className={classes.note}>Source: {need.source}</p>
          </Card>
        </>
      )}
    </Findings>
  );
}

function leadOf(need: Need): string {
  const { most, at } = busiestHour(need.rows);
  const short = shortfall(need.rows);
  const peak = `The busiest hour of the week, ${at}, needs ${most === 1 ? "1 person" : `${count(most)} people`}.`;
  if (short === null) return peak;
  return short === 0
    ? `${peak} Every hour has as many on shift as it needs.`
    : `${peak} ${counted(short, "hour")} of the week have too few on shift.`;
}

function basis(need: Need): string {
  const promise =
    typeof need.within === "number"
      ? `${percent(need.serviceLevel, 0)} of live customers answered within ${duration(need.within)}`
      : `${percent(need.serviceLevel, 0)} of live customers answered in time`;
  return `From ${counted(need.n, "ticket")} that people took part in, over ${counted(need.weeks, "whole week")}. Promise: ${promise}; nobody is planned to be busy more than ${percent(need.occupancy, 0)} of the time. The work time is that of ${count(need.worked)} tickets whose work was recorded.`;
}

function Controls({ search, onChange }: { search: DiagnosticSearch; onChange: DiagnosticProps["onChange"] }) {
  return (
    <div className={classes.controls}>
      <NativeSelect
        size="xs"
        aria-label="Answered in time"
        value={search.per ?? "80"}
        onChange={({ currentTarget: { value } }) => onChange({ per: value === "80" ? undefined : value })}
        data={LEVELS.map((level) => ({ value: level, label: `${level}% in time` }))}
      />
      <SegmentedControl
        size="xs"
        aria-label="Show"
        value={search.show ?? "volume"}
        onChange={(next) => onChange({ show: next === "people" ? "people" : undefined })}
        data={[
          { value: "volume", label: "Volume" },
          { value: "people", label: "People" },
        ]}
      />
    </div>
  );
}

function Week({ need, isPeople }: { need: Need; isPeople: boolean }) {
  const { rows } = need;
  const detail = (day: number, hour: number) => {
    const row = rowOf(rows, day, hour);
    if (!row) return "";
    const shift = typeof row.onDuty === "number" ? `, ${row.onDuty.toFixed(1)} on shift` : "";
    return isPeople
      ? `${counted(row.agentsHigh, "person").replace("persons", "people")} in a heavy week${shift}`
      : `usually ${row.low.toFixed(1)} to ${row.high.toFixed(1)}${shift}`;
  };
  return (
    <Heatmap
      label={isPeople ? "People needed" : "Volume to expect"}
      grid={gridOf(rows, isPeople ? "agents" : "volume")}
      isStaffed={(day, hour) => rowOf(rows, day, hour)?.isOpen ?? false}
      outline={{ legend: "opening hours", cell: "open" }}
      text={isPeople ? (amount) => (amount === 1 ? "1 person" : `${count(amount)} people`) : undefined}
      detail={detail}
    />
  );
}
