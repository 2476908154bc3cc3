import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Card } from "@/components/Page";
import { useAccount } from "@/lib/account";
import { count, counted } from "@/lib/format";
import classes from "./import.module.css";
import { type Mapping, type Preview, type Reject, start, type Upload } from "./imports";
import { TicketSample } from "./TicketSample";

type Props = { upload: Upload; mapping: Mapping; preview: Preview; onBack: () => void; onStarted: () => void };

/** What an import would do: rows taken and refused, why, and how the tickets will look. */
export function PreviewStep({ upload, mapping, preview, onBack, onStarted }: Props) {
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
      <div className={classes.scroll}>
        <table className={classes.rejects}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Field</th>
              <th scope="col">Value</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {rejects.map((reject) => (
              <tr key={`${reject.line} ${reject.field} ${reject.reason}`}>
                <td className="num">{reject.line}</td>
                <td>{reject.field ?? ""}</td>
                <td className={classes.cell}>{reject.value ?? ""}</td>
                <td>{reject.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
