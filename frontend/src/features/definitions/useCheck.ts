import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KpiCheckDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { type Draft, expressionOf } from "./expression";

export const PREVIEW_DAYS = 30;
const PAUSE = 350;

/** What the server says of a draft once nothing has been typed for a moment; the last answer stays until the next. */
export function useCheck(draft: Draft, key: string | null) {
  const { slug } = useAccount();
  const [settled] = useDebouncedValue(draft, PAUSE);
  const expression = expressionOf(settled);
  const named = { ...expression, name: expression.name || "Preview", key: expression.key || "preview" };
  const check = useQuery({
    ...query(slug, KpiCheckDocument, { expression: named, key, days: PREVIEW_DAYS, preview: true }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { ...check, isSettled: settled === draft };
}
