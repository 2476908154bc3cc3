import { SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./charts.module.css";

type Props = { label: string; chart: ReactNode; table: ReactNode; controls?: ReactNode; legend?: ReactNode };

/** A chart and its table of the same numbers, one of them shown. */
export function ChartFrame({ label, chart, table, controls, legend }: Props) {
  const [view, setView] = useState("chart");
  return (
    <div>
      <div className={classes.frameBar}>
        {controls}
        <SegmentedControl
          size="xs"
          ml="auto"
          value={view}
          onChange={setView}
          aria-label={`${label}: show as`}
          data={[
            { value: "chart", label: "Chart" },
            { value: "table", label: "Table" },
          ]}
        />
      </div>
      {view === "chart" ? chart : <div className={classes.tableView}>{table}</div>}
      {view === "chart" && legend}
    </div>
  );
}
