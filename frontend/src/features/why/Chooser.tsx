import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { Dimension } from "@/graphql/graphql";
import type { KpiEntry } from "@/lib/account";
import { sentence } from "@/lib/format";
import type { WhySearch } from "@/lib/insights";
import classes from "./why.module.css";

type Props = {
  kpis: readonly KpiEntry[];
  kpi: KpiEntry;
  cuts: readonly Dimension[];
  by?: Dimension;
  search: WhySearch;
  onChange: (part: Partial<WhySearch>) => void;
};

/** Which KPI is taken apart, and by what. */
export function Chooser({ kpis, kpi, cuts, by, search, onChange }: Props) {
  const isNarrow = useMediaQuery("(max-width: 640px)");
  const options = cuts.map((cut) => ({ value: cut, label: sentence(cut) }));
  const choose = (next: string) => onChange({ by: cuts.find((cut) => cut === next) });
  return (
    <div className={classes.chooser}>
      <NativeSelect
        label="KPI"
        value={kpi.key}
        onChange={({ currentTarget }) => onChange({ kpi: currentTarget.value })}
        data={kpis.map(({ key, name }) => ({ value: key, label: name }))}
      />
      {isNarrow ? (
        <NativeSelect
          label="Taken apart by"
          value={by}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={options}
        />
      ) : (
        <div className={classes.cuts}>
          <span id="taken-apart-by">Taken apart by</span>
          <SegmentedControl aria-labelledby="taken-apart-by" value={by} onChange={choose} data={options} />
        </div>
      )}
      {kpi.hasClock && (
        <NativeSelect
          label="Clock"
          value={search.clock ?? "CALENDAR"}
          onChange={({ currentTarget: { value } }) => onChange({ clock: value === "BUSINESS" ? value : undefined })}
          data={[
            { value: "CALENDAR", label: "All hours" },
            { value: "BUSINESS", label: "Business hours" },
          ]}
        />
      )}
    </div>
  );
}
