import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Change } from "@/components/Change";
import { Card, EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { type Column, Rows } from "@/components/Rows";
import { MoversDocument, type MoversQuery } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { value } from "@/lib/format";
import type { SightSearch } from "@/lib/portfolio";
import { comparisonOf, comparisonText, withoutEmpty } from "@/lib/range";
import { sureness } from "./CellView";
import { ClientLink, NumberLink } from "./ClientLink";
import { SightControls } from "./Controls";
import { NoClients } from "./NoClients";
import classes from "./portfolio.module.css";

type Mover = MoversQuery["movers"][number];

const MOST = 50;
const TITLE = "Movers";

/** What changed beyond chance anywhere in the portfolio, the most surprising first. */
export function MoversPage() {
  const { slug, clients } = useAgency();
  const search = useSearch({ from: "/agencies/$agency/movers" });
  const navigate = useNavigate({ from: "/agencies/$agency/movers" });
  const change = (part: Partial<SightSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const period = useSightPeriod(search);
  const compareWith = comparisonOf({ ...search, compare: search.compare === "none" ? undefined : search.compare });
  const answer = useQuery({
    ...agencyQuery(slug, MoversDocument, { period, compareWith, first: MOST }),
    enabled: clients.totalCount > 0,
  });
  if (clients.totalCount === 0) return <NoClients title={TITLE} />;
  const movers = answer.data?.movers;
  return (
    <Page
      title={TITLE}
      subtitle={`Changes beyond chance ${comparisonText({ ...search, compare: search.compare === "year" ? "year" : undefined }, period)}, allowing for how many are compared; the most surprising first.`}
      actions={<SightControls search={search} onChange={change} hasChannel={false} />}
    >
      {answer.error && <PartError error={answer.error} retry={() => answer.refetch()} />}
      <div className={classes.stack} aria-busy={answer.isFetching}>
        {!movers && !answer.error && <Skeleton height={420} radius="md" />}
        {movers?.length === 0 && <Nothing />}
        {movers && <Moved title="Got worse" of="WORSENED" movers={movers} search={search} />}
        {movers && <Moved title="Got better" of="IMPROVED" movers={movers} search={search} />}
        {movers && <Moved title="Moved; the KPI wants a band" of="BAND" movers={movers} search={search} />}
      </div>
    </Page>
  );
}

type MovedProps = {
  title: string;
  of: "WORSENED" | "IMPROVED" | "BAND";
  movers: readonly Mover[];
  search: SightSearch;
};

function Moved({ title, of, movers, search }: MovedProps) {
  const isOf = ({ direction }: Mover) =>
    of === "BAND" ? direction !== "WORSENED" && direction !== "IMPROVED" : direction === of;
  const rows = movers.filter(isOf);
  if (rows.length === 0) return null;
  const columns: Column<Mover>[] = [
    { name: "Client", cell: ({ client }) => <ClientLink client={client} search={search} /> },
    { name: "KPI", cell: ({ kpi }) => kpi.name, isText: true },
    { name: "Before", cell: ({ kpi, previousValue, currency }) => value(kpi.unit, previousValue, currency) },
    {
      name: "Now",
      cell: (mover) => (
        <NumberLink client={mover.client} kpi={mover.kpi} search={search}>
          {value(mover.kpi.unit, mover.value, mover.currency)}
        </NumberLink>
      ),
    },
    { name: "Change", cell: (mover) => <Change unit={mover.kpi.unit} moved={{ ...mover, isSignificant: true }} /> },
    { name: "Standard errors", cell: ({ standardised }) => Math.abs(standardised).toFixed(1) },
    { name: "Cases", cell: (mover) => sureness(mover.kpi.unit, mover) },
  ];
  return (
    <Card title={`${title}: ${rows.length}`}>
      <Rows label={title} rows={rows} keyOf={({ client, kpi }) => `${client.id} ${kpi.key}`} columns={columns} />
    </Card>
  );
}

function Nothing() {
  return (
    <EmptyState title="Nothing moved beyond chance">
      Every change between the two periods is one that chance can explain. A longer period shows smaller changes.
    </EmptyState>
  );
}
