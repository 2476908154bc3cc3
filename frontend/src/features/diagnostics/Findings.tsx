import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { TextLink } from "@/components/links";
import { EmptyState } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { Sentence } from "@/components/Sentence";
import type { FilterInput, PeriodInput } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { filtersOf, periodOf, type RangeSearch } from "@/lib/range";
import classes from "./diagnostics.module.css";

/** The period and filters that a diagnostic is asked for. */
export function useScope(range: RangeSearch): { period: PeriodInput; filter: FilterInput[] } {
  const { account, today } = useAccount();
  return { period: periodOf(range, { today, ...account }), filter: filtersOf(range) };
}

type Found = { n: number; missing: string[] };
type Props<T extends Found> = {
  found: Pick<UseQueryResult, "error" | "refetch" | "isFetching">;
  data: T | undefined;
  /** What there would be, if there were any: "escalations". */
  what: string;
  children: (data: T) => ReactNode;
};

/** A diagnostic's answer, or why there is none: loading, failed, its input never sent, or no cases in the period. */
export function Findings<T extends Found>({ found, data, what, children }: Props<T>) {
  if (found.error && !data) return <PartError error={found.error} retry={() => found.refetch()} />;
  if (!data) return <Skeleton height={420} radius="lg" />;
  if (data.missing.length > 0) return <Missing sentences={data.missing} />;
  if (data.n === 0) {
    return (
      <EmptyState title={`No ${what} in this period`}>
        Choose a longer period, or remove a filter. Nothing here is estimated from nothing.
      </EmptyState>
    );
  }
  return (
    <div className={classes.stack} aria-busy={found.isFetching}>
      {children(data)}
    </div>
  );
}

function Missing({ sentences }: { sentences: readonly string[] }) {
  const { slug } = useAccount();
  return (
    <EmptyState
      title="Not available yet"
      action={
        <>
          <TextLink to="/a/$account/import" params={{ account: slug }}>
            Import a file
          </TextLink>
          <TextLink to="/a/$account/api" params={{ account: slug }}>
            Send it over the API
          </TextLink>
        </>
      }
    >
      {sentences.map((sentence) => (
        <p key={sentence}>
          <Sentence>{sentence}</Sentence>
        </p>
      ))}
    </EmptyState>
  );
}
