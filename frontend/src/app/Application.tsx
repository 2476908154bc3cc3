export function Application() {
  return <h1>Plumbline</h1>;
}
