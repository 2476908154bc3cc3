import { VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import { Change } from "@/components/Change";
import { TextLink } from "@/components/links";
import { useAgency } from "@/lib/agency";
import { value } from "@/lib/format";
import { type PortfolioSearch, parseSightSearch } from "@/lib/portfolio";
import { CellView, sureness } from "./CellView";
import { ClientLink } from "./ClientLink";
import { ariaSort, type Column, type Row, rankText, rankWords } from "./comparison";
import { SpreadView } from "./SpreadView";
import classes from "./table.module.css";

type Props = {
  rows: Row[];
  columns: Column[];
  total: number;
  search: PortfolioSearch;
  onChange: (part: Partial<PortfolioSearch>) => void;
};

/** Pixels that names and each column of numbers need at least: columns are alike, so that the eye runs down them. */
const NAMES = 180;
const NUMBERS = 152;
const WIDEST = 280;

/** Clients down, KPIs across; the heading and the clients' names stay in sight while the rest scrolls. */
export function ComparisonTable({ rows, columns, total, search, onChange }: Props) {
  const at = columns.findIndex(({ kpi }) => kpi.key === search.sort);
  const widest = { maxWidth: NAMES + columns.length * WIDEST };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroller} style={widest} tabIndex={0} aria-label="Clients compared">
      <table className={`${classes.table} num`} style={{ minWidth: NAMES + columns.length * NUMBERS }}>
        <thead>
          <tr>
            <NameHeading search={search} onChange={onChange} />
            {columns.map(({ kpi }) => (
              <Heading key={kpi.key} kpi={kpi} search={search} onChange={onChange} />
            ))}
          </tr>
        </thead>
        <tbody>
          <RollupRow columns={columns} clients={total} search={search} />
          <SpreadRow columns={columns} search={search} />
          {rows.map((row) => (
            <ClientRow key={row.client.id} row={row} columns={columns} ranked={at} search={search} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HeadingProps = Pick<Props, "search" | "onChange"> & { kpi: Column["kpi"] };

function NameHeading({ search, onChange }: Pick<Props, "search" | "onChange">) {
  const isSorted = !search.sort || search.sort === "name";
  const order = isSorted && search.order !== "down" ? "down" : undefined;
  return (
    <th scope="col" aria-sort={isSorted ? (search.order === "down" ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        className={classes.heading}
        data-side="start"
        onClick={() => onChange({ sort: undefined, by: undefined, order })}
      >
        Client
        <SortMark isOn={isSorted} isDown={search.order === "down"} />
      </button>
    </th>
  );
}

const BETTER = { HIGHER: "higher is better", LOWER: "lower is better", BAND: "wants a band" };

function Heading({ kpi, search, onChange }: HeadingProps) {
  const sortedAs = ariaSort(search, kpi.key, kpi);
  const isOn = sortedAs !== "none";
  const order = isOn && search.order !== "down" ? "down" : undefined;
  return (
    <th scope="col" aria-sort={sortedAs}>
      <button
        type="button"
        className={classes.heading}
        title={kpi.asks}
        onClick={() => onChange({ sort: kpi.key, by: undefined, order })}
      >
        <span>
          {kpi.name}
          <small>{BETTER[kpi.better]}</small>
        </span>
        <SortMark isOn={isOn} isDown={sortedAs === "descending"} />
      </button>
    </th>
  );
}

function SortMark({ isOn, isDown }: { isOn: boolean; isDown: boolean }) {
  const Icon = isOn ? (isDown ? IconArrowDown : IconArrowUp) : IconArrowsSort;
  return <Icon size={14} aria-hidden className={classes.sortMark} data-on={isOn} />;
}

function RollupRow({ columns, clients, search }: { columns: Column[]; clients: number; search: PortfolioSearch }) {
  return (
    <tr className={classes.rollup}>
      <th scope="row">
        All together
        <small>{clients} clients, their cases summed</small>
      </th>
      {columns.map(({ kpi, rollup }) => (
        <td key={kpi.key}>
          {typeof rollup.value === "number" ? (
            <div className={classes.cell}>
              <strong className={classes.value}>{value(kpi.unit, rollup.value, rollup.currency)}</strong>
              <span className={classes.small}>{sureness(kpi.unit, rollup)}</span>
              {search.compare !== "none" && <Change unit={kpi.unit} moved={rollup} />}
            </div>
          ) : (
            <span className={classes.none} title={rollup.missing.join(" ")}>
              no number
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

function SpreadRow({ columns, search }: { columns: Column[]; search: PortfolioSearch }) {
  const { slug } = useAgency();
  return (
    <tr className={classes.spreadRow}>
      <th scope="row">
        <TextLink
          to="/agencies/$agency/consistency"
          params={{ agency: slug }}
          search={parseSightSearch(search)}
          c="inherit"
          underline="hover"
        >
          Spread
        </TextLink>
        <small>one dot a client; line: the median</small>
      </th>
      {columns.map((column) => (
        <td key={column.kpi.key}>
          <SpreadView column={column} />
        </td>
      ))}
    </tr>
  );
}

type RowProps = { row: Row; columns: Column[]; ranked: number; search: PortfolioSearch };

function ClientRow({ row: { client, cells }, columns, ranked, search }: RowProps) {
  const sortedBy = search.by === "change" ? undefined : cells[ranked];
  const rank = sortedBy?.position === "UNRANKED" ? undefined : sortedBy;
  return (
    <tr>
      <th scope="row">
        <span className={classes.client}>
          {rank && (
            <span className={classes.rank} title={rankWords(rank)}>
              <span aria-hidden="true">{rankText(rank) || "·"}</span>
              <VisuallyHidden>{rankWords(rank)}</VisuallyHidden>
            </span>
          )}
          <span className={classes.clientName}>
            <ClientLink client={client} search={search} />
            {client.isStale && <small>{client.asOf ? "numbers are old" : "no numbers yet"}</small>}
          </span>
        </span>
      </th>
      {columns.map(({ kpi }, index) => (
        <td key={kpi.key} data-place={cells[index]?.position} data-sorted={index === ranked || undefined}>
          <CellView cell={cells[index]} client={client} kpi={kpi} search={search} />
        </td>
      ))}
    </tr>
  );
}
