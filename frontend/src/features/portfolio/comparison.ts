/** The comparison's arithmetic: which clients are shown, in which order, and what may be said of a number's place. */
import type { CompareQuery } from "@/graphql/agency";
import type { PublishedKpi } from "@/lib/agency";
import type { PortfolioSearch } from "@/lib/portfolio";

export type Comparison = CompareQuery["comparison"];
export type Client = Comparison["clients"][number];
export type Column = Comparison["columns"][number];
export type Cell = Column["cells"][number];
export type Row = { client: Client; cells: Cell[] };

export const MOST_COLUMNS = 12;
const USUAL_COLUMNS = 6;

/** The KPIs of the columns: those of the address that are published, else the catalogue's featured ones. */
export function columnsOf(kpis: readonly PublishedKpi[], chosen: readonly string[] | undefined): string[] {
  const published = new Set(kpis.map(({ key }) => key));
  const wanted = (chosen ?? []).filter((key) => published.has(key)).slice(0, MOST_COLUMNS);
  if (wanted.length > 0) return wanted;
  const featured = kpis.filter(({ featured }) => typeof featured === "number");
  const inOrder = featured.toSorted((a, b) => (a.featured ?? 0) - (b.featured ?? 0));
  const usual = [...inOrder, ...kpis.filter((kpi) => !featured.includes(kpi))];
  return usual.slice(0, USUAL_COLUMNS).map(({ key }) => key);
}

/** One row for each client, its cells in the order of the columns. */
export function rowsOf({ clients, columns }: Comparison): Row[] {
  const byClient = columns.map(({ cells }) => new Map(cells.map((cell) => [cell.clientId, cell])));
  return clients.map((client) => ({ client, cells: byClient.flatMap((cells) => cells.get(client.id) ?? []) }));
}

const OFF = new Set<Cell["status"]>(["OFF_TARGET", "CONTRADICTED"]);
const WORSE = new Set<Cell["position"]>(["WORSE", "CLEARLY_WORSE"]);
const BETTER = new Set<Cell["position"]>(["BETTER", "CLEARLY_BETTER"]);

type Wanted = Pick<PortfolioSearch, "q" | "status" | "position">;

const HAS_STATUS: Record<NonNullable<Wanted["status"]>, (cells: Cell[]) => boolean> = {
  off: (cells) => cells.some(({ status }) => OFF.has(status)),
  near: (cells) => cells.some(({ status }) => status === "TOO_CLOSE_TO_CALL"),
  on: (cells) => {
    const aimed = cells.filter(({ target }) => target);
    return aimed.length > 0 && aimed.every(({ status }) => status === "ON_TARGET");
  },
  none: (cells) => cells.every(({ target }) => !target),
};

const HAS_POSITION: Record<NonNullable<Wanted["position"]>, (cells: Cell[]) => boolean> = {
  worse: (cells) => cells.some(({ position }) => WORSE.has(position)),
  better: (cells) => cells.some(({ position }) => BETTER.has(position)),
  tied: (cells) => cells.every(({ position }) => position === "TYPICAL" || position === "UNRANKED"),
  few: (cells) => cells.some(({ position }) => position === "NOT_ENOUGH_DATA"),
};

/** The rows left by the words typed and the choices of status and place, over the columns shown. */
export function kept(rows: readonly Row[], { q = "", status, position }: Wanted): Row[] {
  const words = q.toLowerCase().split(/\s+/);
  return rows
    .filter(({ client }) => words.every((word) => `${client.name} ${client.slug}`.toLowerCase().includes(word)))
    .filter(({ cells }) => !status || HAS_STATUS[status](cells))
    .filter(({ cells }) => !position || HAS_POSITION[position](cells));
}

/** Whether a cell may stand in an order of values: enough cases, and a value. */
export function isRanked(cell: Cell | undefined): cell is Cell & { value: number } {
  return typeof cell?.value === "number" && cell.position !== "NOT_ENOUGH_DATA";
}

type Kpi = Pick<Column["kpi"], "better" | "unit">;

/** -1 where the greatest come first: what is best, or largest where a count ranks nobody; 1 where the least do, as in a band. */
export function sense({ better, unit }: Kpi): number {
  return better === "HIGHER" || unit === "COUNT" ? -1 : 1;
}

function byName(a: Row, b: Row): number {
  return a.client.name.localeCompare(b.client.name);
}

function changeOf(unit: Column["kpi"]["unit"], cell: Cell): number | undefined {
  const moved = unit === "PERCENT" || unit === "SCORE" ? cell.change : cell.relativeChange;
  return cell.isSignificant && typeof moved === "number" ? moved : undefined;
}

/** How bad a row is as a whole: clearly worse cells weigh most, then their distances beyond the median. */
export function trouble({ cells }: Row): number {
  return cells.reduce((sum, { distance, position }) => {
    if (!WORSE.has(position) || typeof distance !== "number") return sum;
    return sum + (position === "CLEARLY_WORSE" ? 100 : 0) - distance;
  }, 0);
}

/** The sign of a change for the worse; a band has none, so what grew comes first. */
function worsening({ better }: Kpi): number {
  return better === "HIGHER" ? -1 : 1;
}

type Order = Pick<PortfolioSearch, "sort" | "by" | "order">;

/** Rows in the order of the address; those without enough data come last either way. */
export function sorted(rows: readonly Row[], columns: readonly Column[], { sort, by, order }: Order): Row[] {
  const at = columns.findIndex(({ kpi }) => kpi.key === sort);
  const column = columns[at];
  const turn = order === "down" ? -1 : 1;
  if (sort === "worst") return rows.toSorted((a, b) => turn * (trouble(b) - trouble(a)) || byName(a, b));
  if (!column) return rows.toSorted((a, b) => turn * byName(a, b));
  const { kpi } = column;
  const measure = (row: Row) => {
    const cell = row.cells[at];
    if (!isRanked(cell)) return undefined;
    return by === "change" ? changeOf(kpi.unit, cell) : cell.value;
  };
  const direction = turn * (by === "change" ? -worsening(kpi) : sense(kpi));
  return rows.toSorted((a, b) => {
    const [left, right] = [measure(a), measure(b)];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined) || byName(a, b);
    }
    return direction * (left - right) || byName(a, b);
  });
}

/** "3" where the rank is beyond doubt, "2–5" where it is one of these, "" without enough data. */
export function rankText(cell: Pick<Cell, "rankBest" | "rankWorst"> | undefined): string {
  const { rankBest: best, rankWorst: worst } = cell ?? {};
  if (typeof best !== "number" || typeof worst !== "number") return "";
  return best === worst ? String(best) : `${best}–${worst}`;
}

/** "rank 3", "tied: rank 2 to 5", "unranked: fewer than 30 cases" */
export function rankWords(cell: Pick<Cell, "rankBest" | "rankWorst"> | undefined): string {
  const { rankBest: best, rankWorst: worst } = cell ?? {};
  if (typeof best !== "number" || typeof worst !== "number") return "unranked: too few cases";
  return best === worst ? `rank ${best}` : `tied: rank ${best} to ${worst}`;
}

/** What a column tells of an order: the direction that a heading announces to screen readers. */
export function ariaSort({ sort, by, order }: Order, key: string, kpi: Kpi): "ascending" | "descending" | "none" {
  if (sort !== key || by === "change") return "none";
  const goesUp = sense(kpi) > 0;
  return goesUp === (order !== "down") ? "ascending" : "descending";
}
