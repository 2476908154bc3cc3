import { Button } from "@mantine/core";
import { IconArrowsSplit2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
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

const SHOWN = 3;

type ListProps = { conflicts: readonly Conflict[]; search: RangeSearch };

/** One row for each KPI, with all that contradicts it; the first few, and the rest when asked for. */
export function ConflictList({ conflicts, search }: ListProps) {
  const [isOpen, setOpen] = useState(false);
  const groups = [...Map.groupBy(conflicts, ({ kpi }) => kpi.key).values()];
  const shown = isOpen ? groups : groups.slice(0, SHOWN);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((group) => (
          <Row key={group[0]?.kpi.key} group={group} search={search} />
        ))}
      </ul>
      {groups.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" mt={8} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Show fewer" : `Show all ${groups.length}`}
        </Button>
      )}
    </>
  );
}

function Row({ group, search }: { group: readonly Conflict[]; search: RangeSearch }) {
  const [first] = group;
  if (!first) return null;
  return (
    <li>
      <Side side={first.reading} search={search} />
      <ul className={classes.partners}>
        {group.map(({ partner, partnerReading, sentence, kind }) => (
          <li key={partner.key}>
            <IconArrowsSplit2 size={16} aria-hidden />
            <p>
              {sentence} <small className={classes.kind}>{kind}</small>
            </p>
            <Side side={partnerReading} search={search} />
          </li>
        ))}
      </ul>
    </li>
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
        <small>{kpi.unit === "COUNT" ? "" : `n ${count(n)}`}</small> <Change unit={kpi.unit} moved={previous} />
      </span>
    </div>
  );
}
