import { useAccount } from "@/lib/account";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";
import classes from "./import.module.css";

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function plain(value: unknown, timezone: string): string {
  if (typeof value === "string") return INSTANT.test(value) ? instantText(value, timezone) : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) || typeof value !== "object" ? String(value) : JSON.stringify(value);
}

type HistoryEntry = Record<string, unknown>;

/** One ticket of the preview: its fields, and its history line by line. */
export function TicketSample({ ticket }: { ticket: Record<string, unknown> }) {
  const { account } = useAccount();
  const history = Object.values(ticket).find(
    (value): value is HistoryEntry[] => Array.isArray(value) && typeof value[0] === "object" && value[0] !== null,
  );
  const fields = Object.entries(ticket).filter(([, value]) => !isEmpty(value) && value !== history);
  return (
    <article className={classes.ticket}>
      <dl>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{sentence(name)}</dt>
            <dd className="num">{plain(value, account.timezone)}</dd>
          </div>
        ))}
      </dl>
      {history && (
        <ol>
          {history.map((entry) => (
            <li key={JSON.stringify(entry)}>
              {Object.values(entry)
                .filter((value) => !isEmpty(value) && typeof value !== "boolean")
                .map((value) => plain(value, account.timezone))
                .join(" · ")}
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
