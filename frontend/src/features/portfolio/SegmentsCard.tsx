import { NativeSelect, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Change } from "@/components/Change";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { type Column, Rows } from "@/components/Rows";
import { ClientSegmentsDocument, type ClientSegmentsQuery } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { value } from "@/lib/format";
import type { ClientSearch } from "@/lib/portfolio";
import { comparisonOf } from "@/lib/range";
import { isFew } from "@/lib/words";
import { sureness } from "./CellView";
import type { Reading } from "./ClientReading";

type Segment = ClientSegmentsQuery["segments"][number];
type Props = {
  client: { id: string; name: string };
  kpis: Reading["kpi"][];
  search: ClientSearch;
  onChange: (part: Partial<ClientSearch>) => void;
};

/** One KPI of the client by channel. */
export function SegmentsCard({ client, kpis, search, onChange }: Props) {
  const { slug } = useAgency();
  const kpi = kpis.find(({ key }) => key === search.kpi) ?? kpis[0];
  const answer = useQuery({
    ...agencyQuery(slug, ClientSegmentsDocument, {
      client: client.id,
      kpi: kpi?.key ?? "",
      period: useSightPeriod(search),
      compareWith: comparisonOf(search),
    }),
    enabled: kpi !== undefined,
  });
  if (!kpi) return null;
  const segments = answer.data?.segments.filter(({ n }) => n > 0);
  const title = `${kpi.name} by channel`;
  return (
    <Card
      title={title}
      subtitle="A ticket's channel is what the client calls it, read as one of the channels that all clients share."
      actions={
        <NativeSelect
          size="xs"
          aria-label="KPI of the segments"
          value={kpi.key}
          onChange={({ currentTarget }) => onChange({ kpi: currentTarget.value })}
          data={kpis.map(({ key, name }) => ({ value: key, label: name }))}
        />
      }
    >
      {answer.error && <PartError error={answer.error} retry={() => answer.refetch()} />}
      {!segments && !answer.error && <Skeleton height={160} />}
      {segments?.length === 0 && <p>No cases in this period.</p>}
      {segments && segments.length > 0 && (
        <Rows
          label={title}
          rows={segments}
          keyOf={({ key }) => key}
          isFew={({ n }) => isFew(kpi.unit, n)}
          columns={columnsFor(kpi.unit)}
        />
      )}
    </Card>
  );
}

function columnsFor(unit: Reading["kpi"]["unit"]): Column<Segment>[] {
  const moved = (segment: Segment) => {
    const before = segment.previousValue;
    const relativeChange = typeof before === "number" && before !== 0 ? (segment.change ?? 0) / Math.abs(before) : null;
    return isFew(unit, segment.n) ? null : { ...segment, relativeChange };
  };
  return [
    { name: "Channel", cell: ({ label }) => label },
    { name: "Value", cell: (segment) => value(unit, segment.value) },
    { name: "Before", cell: ({ previousValue }) => value(unit, previousValue) },
    { name: "Change", cell: (segment) => <Change unit={unit} moved={moved(segment)} /> },
    { name: "Cases", cell: (segment) => sureness(unit, segment) },
  ];
}
