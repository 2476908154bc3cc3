import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { weekGrid } from "@/charts/geometry";
import { Heatmap } from "@/charts/lazy";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { type FilterInput, HeatmapDocument, type HeatmapQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { length, type Period } from "@/lib/days";
import { counted } from "@/lib/format";

type Hours = HeatmapQuery["account"]["calendar"]["weeklyHours"];
const KEYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Whether anybody is on duty at some time of an hour (day 0 is Monday). */
export function staffed(hours: Hours): (day: number, hour: number) => boolean {
  const at = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60;
  return (day, hour) => {
    const ranges = hours.find((one) => one.day.toLowerCase().startsWith(KEYS[day] ?? "?"))?.ranges ?? [];
    return ranges.some(({ from, to }) => at(from) < hour + 1 && (at(to) || 24) > hour);
  };
}

/** When tickets come in, hour by hour of the week, against the hours somebody is there. */
export function VolumeCard({ period, filter }: { period: Period; filter: FilterInput[] }) {
  const { slug, account } = useAccount();
  const heat = useQuery(query(slug, HeatmapDocument, { period, filter }));
  const [reading] = heat.data?.readings ?? [];
  return (
    <Card
      title="New tickets by hour"
      subtitle={
        reading
          ? `${counted(reading.n, "ticket")}, mean per hour of the week, ${account.timezone} time`
          : `${account.timezone} time`
      }
    >
      {heat.error && <PartError error={heat.error} retry={() => heat.refetch()} />}
      {reading && heat.data ? (
        <Heatmap
          label="New tickets by hour of the week"
          grid={weekGrid(reading.breakdown, length(period) / 7)}
          isStaffed={staffed(heat.data.account.calendar.weeklyHours)}
        />
      ) : (
        <Skeleton height={300} />
      )}
    </Card>
  );
}
