import { Sparkline } from "@/charts/lazy";
import { Change } from "@/components/Change";
import { Mark } from "@/components/Mark";
import { Sentence } from "@/components/Sentence";
import type { ClientNumbersQuery } from "@/graphql/agency";
import { value } from "@/lib/format";
import type { ClientSearch } from "@/lib/portfolio";
import { isFew } from "@/lib/words";
import { Aim, sureness } from "./CellView";
import { NumberLink } from "./ClientLink";
import classes from "./client.module.css";
import { Place } from "./place";

type Client = NonNullable<ClientNumbersQuery["client"]>;
export type Reading = Client["readings"][number];
type Props = { reading: Reading; client: Client; search: ClientSearch };

/** One KPI of a client: its number, how it moved, and where it stands among the portfolio's. */
export function ClientReading({ reading, client, search }: Props) {
  const { kpi, cell } = reading;
  if (!cell.isAvailable || typeof cell.value !== "number") {
    return (
      <li className={classes.row}>
        <Name kpi={kpi} />
        <p className={classes.wide}>
          {cell.isAvailable ? "No cases in this period." : <Sentence>{cell.missing.join(" ")}</Sentence>}
        </p>
      </li>
    );
  }
  const few = isFew(kpi.unit, cell.n);
  return (
    <li className={classes.row}>
      <Name kpi={kpi} />
      <div className={classes.number} data-few={few}>
        <NumberLink client={client} kpi={kpi} search={search} className={classes.value}>
          {value(kpi.unit, cell.value, cell.currency)}
        </NumberLink>
        <small>{sureness(kpi.unit, cell)}</small>
      </div>
      <div className={classes.moved}>
        <Change unit={kpi.unit} moved={few || search.compare === "none" ? null : cell} />
        {search.compare !== "none" && typeof cell.previousValue === "number" && (
          <small>before {value(kpi.unit, cell.previousValue, cell.currency)}</small>
        )}
        <Halves cell={cell} unit={kpi.unit} />
      </div>
      <div className={classes.spark}>
        <Sparkline values={reading.series.map((point) => point.value)} label={`${kpi.name}: its course`} />
      </div>
      <div className={classes.place}>
        <Place position={cell.position} isWhole />
        <small>all clients together {value(kpi.unit, reading.rollup.value, reading.rollup.currency)}</small>
        <Aim cell={cell} kpi={kpi} isWhole />
      </div>
    </li>
  );
}

function Name({ kpi }: { kpi: Reading["kpi"] }) {
  return (
    <div className={classes.name}>
      <strong>{kpi.name}</strong>
      <p>{kpi.asks}</p>
    </div>
  );
}

/** What AI and people did apart, where the KPI is told apart. */
function Halves({ cell: { split, currency }, unit }: { cell: Reading["cell"]; unit: Reading["kpi"]["unit"] }) {
  const { ai, human } = split;
  if (!ai?.n || !human?.n) return null;
  return (
    <small className={classes.halves}>
      <span>
        <Mark of="ai" /> AI {value(unit, ai.value, currency)}
      </span>
      <span>
        <Mark of="human" /> Human {value(unit, human.value, currency)}
      </span>
    </small>
  );
}
