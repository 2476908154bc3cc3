export function TicketListPage() {
  return <h1>TicketListPage</h1>;
}
