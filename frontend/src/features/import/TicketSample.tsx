import { useAccount } from "@/lib/account";
import { instantText } from "@/lib/days";
import { sentence } from "@/lib/format";
import classes from "./import.module.css";
import type { SampleEvent, SampleTicket } from "./imports";

function plain(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isTold(value: unknown): boolean {
  return (
    value !== null && value !== "" && !(Array.isArray(value) && value.length === 0) && JSON.stringify(value) !== "{}"
  );
}

/** One ticket of the preview: its fields, and its history line by line. */
export function TicketSample({ ticket }: { ticket: SampleTicket }) {
  const { account } = useAccount();
  return (
    <article className={classes.ticket} aria-label={`Ticket ${ticket.id}`}>
      <dl>
        <div>
          <dt>Ticket</dt>
          <dd className="num">{ticket.id}</dd>
        </div>
        {Object.entries(ticket.attributes)
          .filter(([, value]) => isTold(value))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{sentence(name)}</dt>
              <dd>{plain(value)}</dd>
            </div>
          ))}
      </dl>
      <ol>
        {ticket.events.map((event) => (
          <li key={JSON.stringify(event)}>
            <span className="num">{instantText(event.at, account.timezone)}</span> · {words(event)}
          </li>
        ))}
      </ol>
    </article>
  );
}

/** "message by ai, public", "solved by human, Ann" */
function words({ kind, author, agent, team, public: isPublic, detail, score }: SampleEvent): string {
  const by = author ? ` by ${author === "ai" ? "AI" : author}` : "";
  const note = isPublic === false ? "internal" : "";
  const points = score === undefined ? "" : `score ${score}`;
  return [kind.replaceAll("_", " ") + by, agent, team, note, detail, points].filter(Boolean).join(", ");
}
