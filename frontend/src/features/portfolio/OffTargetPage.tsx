import { Skeleton } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Card, EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { type Column, Rows } from "@/components/Rows";
import { OffTargetDocument, type OffTargetQuery } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { periodText } from "@/lib/days";
import { counted, points, value } from "@/lib/format";
import type { SightSearch } from "@/lib/portfolio";
import { withoutEmpty } from "@/lib/range";
import { targetText } from "@/lib/words";
import { sureness } from "./CellView";
import { ClientLink, NumberLink } from "./ClientLink";
import { SightControls } from "./Controls";
import { NoClients } from "./NoClients";
import place from "./place.module.css";
import classes from "./portfolio.module.css";

type Miss = OffTargetQuery["offTarget"][number];

const MOST = 100;
const TITLE = "Off target";

/** Who misses a target of their own beyond doubt, client by client. */
export function OffTargetPage() {
  const { slug, clients } = useAgency();
  const search = useSearch({ from: "/agencies/$agency/off-target" });
  const navigate = useNavigate({ from: "/agencies/$agency/off-target" });
  const change = (part: Partial<SightSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const period = useSightPeriod(search);
  const answer = useQuery({
    ...agencyQuery(slug, OffTargetDocument, { period, first: MOST }),
    enabled: clients.totalCount > 0,
  });
  if (clients.totalCount === 0) return <NoClients title={TITLE} />;
  const misses = answer.data?.offTarget;
  return (
    <Page
      title={TITLE}
      subtitle={`Against each client's own targets, ${periodText(period)}`}
      actions={<SightControls search={search} onChange={change} hasChannel={false} />}
    >
      {answer.error && <PartError error={answer.error} retry={() => answer.refetch()} />}
      <div className={classes.stack} aria-busy={answer.isFetching}>
        {!misses && !answer.error && <Skeleton height={420} radius="md" />}
        {misses?.length === 0 && <Nothing />}
        {misses && misses.length > 0 && <Missed misses={misses} search={search} />}
      </div>
    </Page>
  );
}

function Missed({ misses, search }: { misses: readonly Miss[]; search: SightSearch }) {
  const columns: Column<Miss>[] = [
    { name: "Client", cell: ({ client }) => <ClientLink client={client} search={search} /> },
    { name: "KPI", cell: ({ kpi }) => kpi.name, isText: true },
    {
      name: "Value",
      cell: (miss) => (
        <NumberLink client={miss.client} kpi={miss.kpi} search={search}>
          {value(miss.kpi.unit, miss.value, miss.currency)}
        </NumberLink>
      ),
    },
    { name: "Target", cell: ({ kpi, target, currency }) => targetText(kpi.unit, kpi.better, target, currency) },
    { name: "Cases", cell: (miss) => sureness(miss.kpi.unit, miss) },
    { name: "Missed by", cell: (miss) => <Gap miss={miss} /> },
  ];
  const clients = new Set(misses.map(({ client }) => client.id)).size;
  return (
    <Card
      title={`${counted(misses.length, "target")} missed by ${counted(clients, "client")}`}
      subtitle="Beyond the 95% interval: what is too close to call is not listed."
    >
      <Rows
        label="Targets missed"
        rows={misses}
        keyOf={({ client, kpi }) => `${client.id} ${kpi.key}`}
        columns={columns}
      />
    </Card>
  );
}

/** "▲ 12 min off target": how far, with icon and words. */
function Gap({ miss: { kpi, gap, currency } }: { miss: Miss }) {
  const far = kpi.unit === "PERCENT" ? points(Math.abs(gap)) : value(kpi.unit, Math.abs(gap), currency);
  return (
    <span className={place.place} data-tone="bad">
      <IconAlertTriangle size={14} aria-hidden />
      {far}
    </span>
  );
}

function Nothing() {
  return (
    <EmptyState title="No client misses a target">
      Clients set targets in their own accounts; those without a target are not listed. The comparison's filter “Without
      targets” names them.
    </EmptyState>
  );
}
