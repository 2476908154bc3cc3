import { TextLink } from "@/components/links";
import { Mark } from "@/components/Mark";
import type { TicketListQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { instantText } from "@/lib/days";
import { duration, MISSING, sentence } from "@/lib/format";
import classes from "./tickets.module.css";

type Row = TicketListQuery["tickets"]["nodes"][number];

export function TicketTable({ tickets }: { tickets: Row[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Ticket</th>
          <th scope="col">Created</th>
          <th scope="col">Channel</th>
          <th scope="col">Topic</th>
          <th scope="col">First reply</th>
          <th scope="col">Resolved in</th>
          <th scope="col">Resolved by</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} />
        ))}
      </tbody>
    </table>
  );
}

function seconds(amount: number | null | undefined): string {
  return typeof amount === "number" ? duration(amount) : MISSING;
}

function TicketRow({ ticket }: { ticket: Row }) {
  const { slug, account } = useAccount();
  return (
    <tr>
      <th scope="row">
        <TextLink to="/a/$account/tickets/$id" params={{ account: slug, id: ticket.id }} fw={600} c="inherit">
          {ticket.externalId}
        </TextLink>
        {ticket.subject && <span className={classes.subject}>{ticket.subject}</span>}
      </th>
      <td className="num" data-name="Created">
        {ticket.createdAt ? instantText(ticket.createdAt, account.timezone) : MISSING}
      </td>
      <td data-name="Channel">{ticket.channel ?? MISSING}</td>
      <td data-name="Topic">{ticket.topic ?? MISSING}</td>
      <td className="num" data-name="First reply">
        {seconds(ticket.firstReplySeconds)}
      </td>
      <td className="num" data-name="Resolved in">
        {seconds(ticket.resolutionSeconds)}
      </td>
      <td data-name="Resolved by">
        <Outcome ticket={ticket} />
      </td>
    </tr>
  );
}

function Outcome({ ticket }: { ticket: Row }) {
  if (ticket.exclusion) return <span className={classes.soft}>left out: {ticket.exclusion.toLowerCase()}</span>;
  const resolver = ticket.resolver?.toLowerCase();
  if (resolver === "ai" || resolver === "human") {
    return (
      <span className={classes.by}>
        <Mark of={resolver} /> {resolver === "ai" ? "AI" : "Human"}
      </span>
    );
  }
  if (resolver) return <span>{sentence(resolver)}</span>;
  return <span className={classes.soft}>{ticket.isOpen ? "open" : "nobody"}</span>;
}
