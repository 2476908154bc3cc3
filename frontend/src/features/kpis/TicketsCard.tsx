import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import type { Part } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import type { Period } from "@/lib/days";
import { counted } from "@/lib/format";
import { FILTERS } from "@/lib/range";
import type { KpiSearch } from "@/lib/searches";
import type { KpiReading } from "./Headline";
import classes from "./page.module.css";

type Props = { reading: KpiReading; period: Period; search: KpiSearch };

/** The way from a number to exactly the tickets it was worked out from. */
export function TicketsCard({ reading, period, search }: Props) {
  const { kpi, n, numerator } = reading;
  if (!reading.isAvailable || n === 0) return null;
  const met = Math.round(numerator ?? 0);
  const isRate = kpi.unit === "PERCENT" && typeof numerator === "number";
  return (
    <Card title="The tickets behind it">
      <ul className={classes.links}>
        <Behind kpi={kpi.key} part="POPULATION" period={period} search={search}>
          {`All counted (${counted(n, "case")})`}
        </Behind>
        {isRate && (
          <Behind kpi={kpi.key} part="NUMERATOR" period={period} search={search}>
            {`Those in the numerator (${counted(met, "case")})`}
          </Behind>
        )}
        {isRate && (
          <Behind kpi={kpi.key} part="REST" period={period} search={search}>
            {`The rest (${counted(n - met, "case")})`}
          </Behind>
        )}
      </ul>
    </Card>
  );
}

type BehindProps = { kpi: string; part: Part; period: Period; search: KpiSearch; children: string };

function Behind({ kpi, part, period, search, children }: BehindProps) {
  const { slug } = useAccount();
  const filters = Object.fromEntries(FILTERS.map((name) => [name, search[name]]));
  return (
    <li>
      <TextLink
        to="/a/$account/tickets"
        params={{ account: slug }}
        search={{ kpi, part, ...period, ...filters, clock: search.clock }}
      >
        {children}
      </TextLink>
    </li>
  );
}
