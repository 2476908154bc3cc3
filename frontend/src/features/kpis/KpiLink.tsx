import { TextLink } from "@/components/links";
import { useAccount } from "@/lib/account";
import { parseRange, type RangeSearch } from "@/lib/range";

type Props = { kpi: string; search: RangeSearch; children: string };

/** To another KPI, over the same period and filters. */
export function KpiLink({ kpi, search, children }: Props) {
  const { slug } = useAccount();
  return (
    <TextLink
      to="/a/$account/kpis/$key"
      params={{ account: slug, key: kpi }}
      search={parseRange({ ...search })}
      c="inherit"
    >
      {children}
    </TextLink>
  );
}
