import { VisuallyHidden } from "@mantine/core";
import { Change } from "@/components/Change";
import { value } from "@/lib/format";
import type { PortfolioSearch } from "@/lib/portfolio";
import { isFew } from "@/lib/words";
import { Aim, sureness } from "./CellView";
import { ClientLink, NumberLink } from "./ClientLink";
import classes from "./cards.module.css";
import { type Cell, type Client, type Column, type Row, rankText, rankWords } from "./comparison";
import { Place } from "./place";

type Props = { rows: Row[]; columns: Column[]; total: number; search: PortfolioSearch };

/** The comparison on a phone: one card for each client, the portfolio as a whole first. */
export default function ClientCards({ rows, columns, total, search }: Props) {
  const at = search.by === "change" ? -1 : columns.findIndex(({ kpi }) => kpi.key === search.sort);
  return (
    <ul className={`${classes.cards} num`} aria-label="Clients compared">
      <li className={classes.card} data-all="true">
        <h2>All together</h2>
        <p className={classes.note}>{total} clients, their cases summed</p>
        <dl>
          {columns.map(({ kpi, rollup }) => (
            <div key={kpi.key}>
              <dt>{kpi.name}</dt>
              <dd>
                <strong>{value(kpi.unit, rollup.value, rollup.currency)}</strong>
                <small>{sureness(kpi.unit, rollup)}</small>
                {search.compare !== "none" && <Change unit={kpi.unit} moved={rollup} />}
              </dd>
            </div>
          ))}
        </dl>
      </li>
      {rows.map(({ client, cells }) => (
        <ClientCard
          key={client.id}
          client={client}
          cells={cells}
          columns={columns}
          rank={rankedBy(cells[at])}
          search={search}
        />
      ))}
    </ul>
  );
}

/** The cell by which a card has a rank: none where the KPI ranks nobody. */
function rankedBy(cell: Cell | undefined): Cell | undefined {
  return cell?.position === "UNRANKED" ? undefined : cell;
}

type CardProps = { client: Client; cells: Cell[]; columns: Column[]; rank?: Cell; search: PortfolioSearch };

function ClientCard({ client, cells, columns, rank, search }: CardProps) {
  return (
    <li className={classes.card}>
      <h2>
        <ClientLink client={client} search={search} />
        {rank && (
          <small>
            <span aria-hidden="true">{rankText(rank) && `rank ${rankText(rank)}`}</span>
            <VisuallyHidden>{rankWords(rank)}</VisuallyHidden>
          </small>
        )}
      </h2>
      {client.isStale && <p className={classes.note}>{client.asOf ? "Numbers are old" : "No numbers yet"}</p>}
      <dl>
        {columns.map(({ kpi }, index) => (
          <Line key={kpi.key} kpi={kpi} cell={cells[index]} client={client} search={search} />
        ))}
      </dl>
    </li>
  );
}

type LineProps = { kpi: Column["kpi"]; cell?: Cell; client: Client; search: PortfolioSearch };

function Line({ kpi, cell, client, search }: LineProps) {
  const hasValue = cell?.isAvailable && typeof cell.value === "number";
  const few = cell ? isFew(kpi.unit, cell.n) : false;
  return (
    <div data-few={few} data-place={hasValue ? cell.position : undefined}>
      <dt>
        {kpi.name}
        {hasValue && <Place position={cell.position} />}
        {hasValue && <Aim cell={cell} kpi={kpi} isWhole />}
      </dt>
      <dd>
        {hasValue ? (
          <>
            <NumberLink client={client} kpi={kpi} search={search}>
              {value(kpi.unit, cell.value, cell.currency)}
            </NumberLink>
            <small>{sureness(kpi.unit, cell)}</small>
            {search.compare !== "none" && <Change unit={kpi.unit} moved={few ? null : cell} />}
          </>
        ) : (
          <small title={cell?.missing.join(" ")}>{cell?.isAvailable ? "no cases" : "no number"}</small>
        )}
      </dd>
    </div>
  );
}
