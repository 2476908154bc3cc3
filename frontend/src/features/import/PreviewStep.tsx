import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Card } from "@/components/Page";
import { type Column, Rows } from "@/components/Rows";
import { useAccount } from "@/lib/account";
import { count, counted } from "@/lib/format";
import classes from "./import.module.css";
import { type Mapping, type Preview, type Reject, start, type Upload } from "./imports";
import { RowSamples } from "./RowSamples";
import type { RowKind } from "./rows";
import { TicketSample } from "./TicketSample";

type Props = {
  kind?: RowKind;
  upload: Upload;
  mapping: Mapping;
  preview: Preview;
  onBack: () => void;
  onStarted: () => void;
};

/** What an import would do: rows taken and refused, why, and how the tickets will look. */
export function PreviewStep({ kind, upload, mapping, preview, onBack, onStarted }: Props) {
  const { slug } = useAccount();
  const starting = useMutation({ mutationFn: () => start(slug, upload.id, mapping), onSuccess: onStarted });
  return (
    <div className={classes.stack}>
      <Card title="What would come of it">
        <dl className={`${classes.counts} num`}>
          <Count name="rows" amount={preview.rows} />
          <Count name="accepted" amount={preview.accepted} />
          <Count name="refused" amount={preview.rejected} />
        </dl>
        {preview.warnings.length > 0 && (
          <ul className={classes.warnings}>
            {preview.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
      </Card>
      {preview.rejects.length > 0 && <Rejects rejects={preview.rejects} total={preview.rejected} />}
      {preview.tickets.length > 0 && (
        <Card
          title="How tickets will look"
          subtitle={`${counted(preview.tickets.length, "ticket")} from the top of the file`}
        >
          <div className={classes.tickets}>
            {preview.tickets.map((ticket) => (
              <TicketSample key={ticket.id} ticket={ticket} />
            ))}
          </div>
        </Card>
      )}
      {preview.samples && preview.samples.length > 0 && <RowSamples kind={kind} samples={preview.samples} />}
      {starting.error && (
        <p role="alert" className={classes.error}>
          {starting.error.message}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onBack}>
          Back to the columns
        </Button>
        <Button loading={starting.isPending} disabled={preview.accepted === 0} onClick={() => starting.mutate()}>
          {preview.rejected > 0
            ? `Import the ${counted(preview.accepted, "good row")}`
            : `Import ${counted(preview.accepted, "row")}`}
        </Button>
      </div>
    </div>
  );
}

const REJECTS: Column<Reject>[] = [
  { name: "Line", cell: ({ line }) => `Line ${line}` },
  { name: "Field", cell: ({ field }) => field ?? "", isText: true },
  { name: "Value", cell: ({ value }) => value ?? "", isText: true },
  { name: "Why", cell: ({ reason }) => reason, isText: true },
];

function Count({ name, amount }: { name: string; amount: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{count(amount)}</dd>
    </div>
  );
}

function Rejects({ rejects, total }: { rejects: Reject[]; total: number }) {
  return (
    <Card
      title="What would be refused"
      subtitle={
        total > rejects.length
          ? `The first ${rejects.length} of ${count(total)}; after the import you can download all.`
          : undefined
      }
    >
      <Rows
        label="What would be refused"
        rows={rejects}
        keyOf={({ line, field, reason }) => `${line} ${field} ${reason}`}
        columns={REJECTS}
      />
    </Card>
  );
}
