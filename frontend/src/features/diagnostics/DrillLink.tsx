import type { ReactNode } from "react";
import { TextLink } from "@/components/links";
import type { DrillCoreFragment } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { periodOf, type RangeSearch } from "@/lib/range";

type Props = { drill?: DrillCoreFragment | null; range: RangeSearch; children: ReactNode };

/** The way to exactly the tickets behind a row; plain words where no list of tickets stands behind it. */
export function DrillLink({ drill, range, children }: Props) {
  const { slug, account, today } = useAccount();
  if (!drill?.kpi) return children;
  const filters = Object.fromEntries(drill.filter.map(({ dimension, values }) => [dimension.toLowerCase(), values]));
  return (
    <TextLink
      to="/a/$account/tickets"
      params={{ account: slug }}
      search={{ kpi: drill.kpi.key, part: drill.part, ...periodOf(range, { today, ...account }), ...filters }}
    >
      {children}
    </TextLink>
  );
}
