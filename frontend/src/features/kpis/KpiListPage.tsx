export function KpiListPage() {
  return <h1>KpiListPage</h1>;
}
