/** Mappings of files whose rows are no tickets: fields of their kind from columns, or one value for every row. */
import type { RowKindsQuery } from "@/graphql/graphql";
import type { Mapping } from "./imports";

export type RowKind = RowKindsQuery["rowKinds"][number];
export type RowField = RowKind["fields"][number];

/** Required fields that neither a column nor a constant gives. */
export function lacking(kind: RowKind, { columns, constants = {} }: Mapping): RowField[] {
  return kind.fields.filter(
    ({ name, isRequired }) => isRequired && columns[name] === undefined && !constants[name]?.trim(),
  );
}

/** Fields that may be the same for every row: what no column gives, but for a row's own identity. */
export function constable(kind: RowKind, { columns }: Mapping): RowField[] {
  return kind.fields.filter(({ name }) => name !== "id" && name !== "deleted" && columns[name] === undefined);
}

export function withConstant(mapping: Mapping, name: string, value: string): Mapping {
  const { [name]: _before, ...others } = mapping.constants ?? {};
  return { ...mapping, constants: value ? { ...others, [name]: value } : others };
}

/** The mapping as it is sent: no constants for fields that a column gives now, and nothing that only tickets have. */
export function settled({ custom: _custom, shape: _shape, ...mapping }: Mapping): Mapping {
  const kept = Object.entries(mapping.constants ?? {}).filter(([name]) => mapping.columns[name] === undefined);
  return { ...mapping, constants: Object.fromEntries(kept) } as Mapping;
}

export type Decimal = "" | "." | ",";

/** How the file writes its decimals; "" is found out number by number. */
export function decimalOf(mapping: Mapping): Decimal {
  const { decimal } = (mapping.file ?? {}) as { decimal?: Decimal };
  return decimal ?? "";
}

export function withDecimal(mapping: Mapping, decimal: Decimal): Mapping {
  const { decimal: _before, ...file } = (mapping.file ?? {}) as Record<string, unknown>;
  return { ...mapping, file: decimal ? { ...file, decimal } : file };
}
