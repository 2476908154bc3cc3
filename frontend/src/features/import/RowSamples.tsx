import { Card } from "@/components/Page";
import { counted, sentence } from "@/lib/format";
import classes from "./import.module.css";
import type { RowKind } from "./rows";

function plain(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The first rows that would be taken, field by field. */
export function RowSamples({ kind, samples }: { kind?: RowKind; samples: readonly Record<string, unknown>[] }) {
  const labelOf = (name: string) => kind?.fields.find((field) => field.name === name)?.label ?? sentence(name);
  return (
    <Card title="How rows will be read" subtitle={`${counted(samples.length, "row")} from the top of the file`}>
      <div className={classes.tickets}>
        {samples.map((sample) => (
          <div key={JSON.stringify(sample)} className={classes.ticket}>
            <dl>
              {Object.entries(sample)
                .filter(([, value]) => value !== null && value !== "")
                .map(([name, value]) => (
                  <div key={name}>
                    <dt>{labelOf(name)}</dt>
                    <dd>{plain(value)}</dd>
                  </div>
                ))}
            </dl>
          </div>
        ))}
      </div>
    </Card>
  );
}
