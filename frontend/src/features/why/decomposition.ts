import type { WhyQuery } from "@/graphql/graphql";

export type Decomposition = NonNullable<WhyQuery["decomposition"]>;
export type Segment = Decomposition["segments"][number];

/** Totals (counts, sums, levels) consist of contributions alone: no segment's share moves them. */
export function isTotal({ kind }: Decomposition): boolean {
  return kind === "TOTAL";
}
