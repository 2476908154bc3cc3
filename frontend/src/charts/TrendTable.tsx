import { Table } from "@mantine/core";
import type { Unit } from "@/graphql/graphql";
import { shortDay } from "@/lib/days";
import { count, value } from "@/lib/format";
import type { TrendPoint } from "./Trend";

type Props = { unit: Unit; currency?: string | null; points: TrendPoint[]; isSplit: boolean };

/** The numbers of a trend, the newest first. */
export function TrendTable({ unit, currency, points, isSplit }: Props) {
  const hasUsual = points.some((point) => point.usual);
  const headings = ["From", "All", "n", ...(isSplit ? ["AI", "Human"] : []), ...(hasUsual ? ["Usual"] : [])];
  const cells = (point: TrendPoint) => [
    value(unit, point.value, currency),
    count(point.n),
    ...(isSplit ? [value(unit, point.ai, currency), value(unit, point.human, currency)] : []),
    ...(hasUsual ? [usualText(unit, point, currency)] : []),
  ];
  return (
    <Table className="num">
      <Table.Thead>
        <Table.Tr>
          {headings.map((heading) => (
            <Table.Th key={heading} ta={heading === "From" ? "left" : "right"}>
              {heading}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {points.toReversed().map((point) => (
          <Table.Tr key={point.from}>
            <Table.Td>{shortDay(point.from, true)}</Table.Td>
            {cells(point).map((cell, index) => (
              <Table.Td key={headings[index + 1]} ta="right">
                {cell}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function usualText(unit: Unit, { usual }: TrendPoint, currency?: string | null): string {
  if (!usual) return value(unit, null);
  const band = `${value(unit, usual.low, currency)} to ${value(unit, usual.high, currency)}`;
  return usual.isUnusual ? `${band}, unusual` : band;
}
