export function TicketPage() {
  return <h1>TicketPage</h1>;
}
