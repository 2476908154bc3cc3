import { NativeSelect } from "@mantine/core";
import classes from "./import.module.css";
import type { RowKind } from "./rows";

const TICKETS = "tickets";

type Props = { kinds: readonly RowKind[]; kind?: RowKind; onKind: (key?: string) => void };

/** What the rows of the file are: tickets, or one of the kinds beside them. */
export function KindChooser({ kinds, kind, onKind }: Props) {
  return (
    <div className={classes.kind}>
      <NativeSelect
        label="What is in the file?"
        value={kind?.key ?? TICKETS}
        onChange={({ currentTarget: { value } }) => onKind(value === TICKETS ? undefined : value)}
        data={[
          { value: TICKETS, label: "Tickets and their history" },
          ...kinds.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
      <p className={classes.hint}>{kind?.help ?? "One row per ticket, per event, or per version of a ticket."}</p>
      {kind && (
        <details className={classes.fieldList}>
          <summary>Its fields, and how each is written</summary>
          <dl>
            {kind.fields.map(({ name, label, help, isRequired, choices }) => (
              <div key={name}>
                <dt>
                  {label} <code>{name}</code>
                  {isRequired && <small> required</small>}
                </dt>
                <dd>
                  {help}
                  {choices.length > 0 && ` One of ${choices.join(", ")}.`}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
