import { Table } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./Rows.module.css";

export type Column<Row> = {
  name: string;
  /** What one row says in this column. */
  cell: (row: Row) => ReactNode;
  isText?: boolean;
};

type Props<Row> = {
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  isFew?: (row: Row) => boolean;
};

/** The same rows as a table, or on a phone as one short list for each row, headed by its first column. */
export function Rows<Row>(props: Props<Row>) {
  const isNarrow = useMediaQuery("(max-width: 640px)", undefined, { getInitialValueInEffect: false });
  return isNarrow && props.columns.length > 3 ? <Lists {...props} /> : <Wide {...props} />;
}

function Wide<Row>({ label, rows, keyOf, columns, isFew }: Props<Row>) {
  return (
    <Table className={`${classes.table} num`} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ name, isText }, at) => (
            <Table.Th key={name} scope="col" ta={at === 0 || isText ? "left" : "right"}>
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={keyOf(row)} data-few={isFew?.(row)}>
            {columns.map(({ name, cell, isText }, at) =>
              at === 0 ? (
                <Table.Th key={name} scope="row">
                  {cell(row)}
                </Table.Th>
              ) : (
                <Table.Td key={name} ta={isText ? "left" : "right"}>
                  {cell(row)}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Lists<Row>({ label, rows, keyOf, columns, isFew }: Props<Row>) {
  const [first, ...rest] = columns;
  return (
    <ul className={`${classes.lists} num`} aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} data-few={isFew?.(row)}>
          <strong>{first?.cell(row)}</strong>
          <dl>
            {rest.map(({ name, cell }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
