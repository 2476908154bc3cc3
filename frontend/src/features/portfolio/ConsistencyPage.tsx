import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { DotPlot } from "@/charts/DotPlot";
import { Card, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { CompareDocument } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { value } from "@/lib/format";
import { type ConsistencySearch, channelOf } from "@/lib/portfolio";
import { withoutEmpty } from "@/lib/range";
import { sureness } from "./CellView";
import { ClientLink, NumberLink } from "./ClientLink";
import { SightControls } from "./Controls";
import { type Client, type Column, isRanked, sense } from "./comparison";
import classes from "./consistency.module.css";
import { Freshness } from "./Freshness";
import { NoClients } from "./NoClients";
import { PLACES, Place } from "./place";
import { spreadWords } from "./SpreadView";

const TITLE = "Consistency";
const MOST_KPIS = 30;

/** Which KPIs differ between clients beyond chance: the hidden inconsistency; and where each client stands in one of them. */
export function ConsistencyPage() {
  const { slug, kpis, clients } = useAgency();
  const search = useSearch({ from: "/agencies/$agency/consistency" });
  const navigate = useNavigate({ from: "/agencies/$agency/consistency" });
  const change = (part: Partial<ConsistencySearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const answer = useQuery({
    ...agencyQuery(slug, CompareDocument, {
      kpis: kpis.slice(0, MOST_KPIS).map(({ key }) => key),
      period: useSightPeriod(search),
      compareWith: "NONE",
      channel: channelOf(search),
    }),
    enabled: clients.totalCount > 0,
  });
  if (clients.totalCount === 0) return <NoClients title={TITLE} />;
  const comparison = answer.data?.comparison;
  const columns = bySpread((comparison?.columns ?? []).filter(({ kpi }) => kpi.unit !== "COUNT"));
  const chosen = columns.find(({ kpi }) => kpi.key === search.kpi) ?? columns[0];
  return (
    <Page
      title={TITLE}
      subtitle={<Freshness clients={comparison?.clients} />}
      actions={<SightControls search={search} onChange={change} />}
    >
      {answer.error && <PartError error={answer.error} retry={() => answer.refetch()} />}
      {!comparison && !answer.error && <Skeleton height={560} radius="md" />}
      {comparison && chosen && (
        <div className={classes.sides} aria-busy={answer.isFetching}>
          <Card
            title="Where clients differ beyond chance"
            subtitle="The most inconsistent KPI first. Choose one to see every client."
          >
            <SpreadList columns={columns} chosen={chosen} search={search} />
          </Card>
          <Standing column={chosen} clients={comparison.clients} search={search} />
        </div>
      )}
    </Page>
  );
}

/** The most inconsistent KPI first; those with too few clients to compare last. */
export function bySpread(columns: readonly Column[]): Column[] {
  const weight = ({ spread }: Column) => (spread ? (spread.isInconsistent ? 1 : 0) + (spread.beyondChance ?? 0) : -1);
  return columns.toSorted((a, b) => weight(b) - weight(a));
}

type ListProps = { columns: Column[]; chosen: Column; search: ConsistencySearch };

function SpreadList({ columns, chosen, search }: ListProps) {
  const { slug } = useAgency();
  return (
    <ul className={`${classes.list} num`}>
      {columns.map(({ kpi, spread }) => (
        <li key={kpi.key}>
          <Link
            to="/agencies/$agency/consistency"
            params={{ agency: slug }}
            search={{ ...search, kpi: kpi.key }}
            className={classes.kpi}
            activeProps={{}}
            aria-current={kpi.key === chosen.kpi.key ? "true" : undefined}
          >
            <span className={classes.kpiName}>{kpi.name}</span>
            <span className={classes.share}>{spreadWords({ kpi, spread })}</span>
            <span className={classes.bar} aria-hidden="true">
              <i style={{ width: `${spread?.isInconsistent ? (spread.beyondChance ?? 0) * 100 : 0}%` }} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

type StandingProps = { column: Column; clients: readonly Client[]; search: ConsistencySearch };

function Standing({ column, clients, search }: StandingProps) {
  const { kpi, spread, rollup, cells } = column;
  const byId = new Map(clients.map((client) => [client.id, client]));
  const best = sense(kpi);
  const rows = cells
    .filter(isRanked)
    .toSorted((a, b) => best * (a.value - b.value))
    .flatMap((cell) => {
      const client = byId.get(cell.clientId);
      if (!client) return [];
      const { tone } = PLACES[cell.position];
      return {
        key: client.id,
        heading: <ClientLink client={client} search={search} />,
        value: cell.value,
        interval: cell.interval,
        tone: tone === "neutral" ? undefined : tone,
        words: (
          <>
            <Place position={cell.position} />
            <NumberLink client={client} kpi={kpi} search={search} className={classes.value}>
              {value(kpi.unit, cell.value, cell.currency)}
            </NumberLink>
            <small>{sureness(kpi.unit, cell)}</small>
          </>
        ),
      };
    });
  const left = cells.length - rows.length;
  return (
    <Card title={kpi.name} subtitle={spread?.sentence}>
      {rows.length > 0 && (
        <DotPlot
          label={`${kpi.name} of each client with its 95% interval`}
          unit={kpi.unit}
          rows={rows}
          band={spread && { low: spread.p25, high: spread.p75 }}
          median={spread?.median}
        />
      )}
      <p className={classes.note}>
        Dot and whisker: a client's number and its 95% interval. Dashed line: the clients' median
        {spread && `, ${value(kpi.unit, spread.median, rollup.currency)}`}. Band: the middle half.{" "}
        {typeof rollup.value === "number" && `All cases together: ${value(kpi.unit, rollup.value, rollup.currency)}. `}
        {left > 0 && `${left} of ${cells.length} clients have fewer than 30 cases and are left out.`}
      </p>
    </Card>
  );
}
