import { NativeSelect } from "@mantine/core";
import { Card } from "@/components/Page";
import classes from "./import.module.css";
import type { Column, Mapping } from "./imports";
import { CUSTOM, LEFT_OUT, MEANINGS, meaningOf, meaningText, REQUIRED, withMeaning } from "./mapping";

type Props = { columns: Column[]; mapping: Mapping; onChange: (mapping: Mapping) => void };

/** Each column of the file with some of its values and what it means. */
export function ColumnsTable({ columns, mapping, onChange }: Props) {
  const required = REQUIRED[mapping.shape];
  const options = [
    { value: LEFT_OUT, label: "left out" },
    { value: CUSTOM, label: "kept as a field of yours" },
    ...MEANINGS[mapping.shape].map((meaning) => ({
      value: meaning,
      label: `${meaningText(meaning)}${required.includes(meaning) ? " (required)" : ""}`,
    })),
  ];
  return (
    <Card title="What the columns mean" subtitle="Suggested from names and values; change what is wrong.">
      <ul className={classes.columns}>
        {columns.map((column) => (
          <li key={column.index} data-used={meaningOf(mapping, column) !== LEFT_OUT}>
            <div className={classes.columnWords}>
              <strong>{column.name || `Column ${column.index}`}</strong>
              <span className={classes.samples}>{samples(column)}</span>
            </div>
            <NativeSelect
              aria-label={`Meaning of ${column.name || `column ${column.index}`}`}
              value={meaningOf(mapping, column)}
              onChange={({ currentTarget }) => onChange(withMeaning(mapping, column, currentTarget.value))}
              data={options}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function samples(column: Column): string {
  const shown = [...new Set(column.samples.filter(Boolean))];
  return shown.length > 0 ? shown.join(" · ") : "empty in the first rows";
}
