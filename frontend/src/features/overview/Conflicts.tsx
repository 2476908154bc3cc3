import { IconArrowsSplit2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Change } from "@/components/Change";
import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import { ConflictsDocument, type ConflictsQuery, type ConflictsQueryVariables } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { count, value } from "@/lib/format";
import { parseRange, type RangeSearch } from "@/lib/range";
import classes from "./conflicts.module.css";

type Conflict = ConflictsQuery["conflicts"][number];
type Props = { view: ConflictsQueryVariables; search: RangeSearch };

/** KPIs that look good at the price of another, of the whole catalogue and not of the scorecard alone. */
export function Conflicts({ view, search }: Props) {
  const { slug } = useAccount();
  const isCompared = view.compareWith !== "NONE";
  const conflicts = useQuery({ ...query(slug, ConflictsDocument, view), enabled: isCompared });
  const found = conflicts.data?.conflicts;
  if (!isCompared || !found || found.length === 0) return null;
  return (
    <Card
      className={classes.card}
      title="Conflicts"
      subtitle="Each looks good on its own; the KPI that must be looked at beside it says otherwise."
    >
      <ConflictList conflicts={found} search={search} />
    </Card>
  );
}

export function ConflictList({ conflicts, search }: { conflicts: Conflict[]; search: RangeSearch }) {
  return (
    <ul className={classes.list}>
      {conflicts.map((conflict) => (
        <li key={`${conflict.kpi.key} ${conflict.partner.key}`}>
          <IconArrowsSplit2 size={18} aria-hidden />
          <div className={classes.words}>
            <strong>{conflict.sentence}</strong>
            <span>{conflict.kind}</span>
          </div>
          <Side side={conflict.reading} search={search} />
          <Side side={conflict.partnerReading} search={search} />
        </li>
      ))}
    </ul>
  );
}

function Side({ side, search }: { side: Conflict["reading"]; search: RangeSearch }) {
  const { slug } = useAccount();
  const { kpi, n, previous, currency } = side;
  return (
    <div className={classes.side}>
      <TextLink
        to="/a/$account/kpis/$key"
        params={{ account: slug, key: kpi.key }}
        search={parseRange({ ...search })}
        c="inherit"
        underline="hover"
      >
        {kpi.name}
      </TextLink>
      <span className="num">
        <strong>{value(kpi.unit, side.value, currency)}</strong>{" "}
        <small>{kpi.unit === "COUNT" ? "" : `n ${count(n)}`}</small>
      </span>
      <Change unit={kpi.unit} moved={previous} />
    </div>
  );
}
