import { NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Course, Multiples } from "@/charts/Multiples";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { CoursesDocument, type CoursesQuery } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { periodText } from "@/lib/days";
import { channelOf, type PortfolioSearch, stepFor } from "@/lib/portfolio";
import { ClientLink } from "./ClientLink";
import type { Client, Column, Row } from "./comparison";

type Props = {
  rows: Row[];
  columns: Column[];
  search: PortfolioSearch;
  onChange: (part: Partial<PortfolioSearch>) => void;
};

/** One KPI over time, a small chart for each client, all on one scale and in the order of the table. */
export default function Courses({ rows, columns, search, onChange }: Props) {
  const { slug } = useAgency();
  const period = useSightPeriod(search);
  const column = columns.find(({ kpi }) => kpi.key === search.chart) ?? columns[0];
  const variables = {
    kpi: column?.kpi.key ?? "",
    period,
    interval: stepFor(period),
    channel: channelOf(search),
  };
  const answer = useQuery({ ...agencyQuery(slug, CoursesDocument, variables), enabled: column !== undefined });
  const series = answer.data?.series;
  if (answer.error) return <PartError error={answer.error} retry={() => answer.refetch()} />;
  if (!column || !series) return <Skeleton height={560} radius="md" />;
  const canBeLog = column.kpi.unit === "DURATION" || column.kpi.unit === "COUNT" || column.kpi.unit === "MONEY";
  const isLog = canBeLog && search.scale === "log";
  return (
    <Card>
      <Multiples
        label={`${column.kpi.name} of each client`}
        unit={column.kpi.unit}
        steps={series.rollup.map(periodText)}
        courses={coursesOf(rows, series, (client) => <ClientLink client={client} search={search} />)}
        reference={{ label: "all together", values: series.rollup.map(({ value }) => value) }}
        isLog={isLog}
        controls={
          <>
            <NativeSelect
              size="xs"
              aria-label="KPI of the charts"
              value={column.kpi.key}
              onChange={({ currentTarget }) => onChange({ chart: currentTarget.value })}
              data={columns.map(({ kpi }) => ({ value: kpi.key, label: kpi.name }))}
            />
            {canBeLog && (
              <SegmentedControl
                size="xs"
                aria-label="Scale"
                value={isLog ? "log" : "linear"}
                onChange={(scale) => onChange({ scale: scale === "log" ? "log" : undefined })}
                data={[
                  { value: "linear", label: "Linear" },
                  { value: "log", label: "Log" },
                ]}
              />
            )}
          </>
        }
      />
    </Card>
  );
}

type Series = CoursesQuery["series"];
type Step = Series["rollup"][number];

/** The points of one client at the steps of the whole: a step it has nothing for is a gap. */
export function alongSteps(steps: readonly Pick<Step, "from">[], points: readonly Step[]) {
  const byDay = new Map(points.map((point) => [point.from, point]));
  return steps.map(({ from }) => byDay.get(from) ?? { value: null, n: 0, isPartial: false });
}

function coursesOf(rows: readonly Row[], series: Series, heading: (client: Client) => Course["heading"]): Course[] {
  const byClient = new Map(series.clients.map(({ client, points }) => [client.id, points]));
  return rows.map(({ client }) => ({
    key: client.id,
    label: client.name,
    heading: heading(client),
    points: alongSteps(series.rollup, byClient.get(client.id) ?? []),
  }));
}
