import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FilterBar } from "@/components/FilterBar";
import { Freshness } from "@/components/Freshness";
import { NotFound } from "@/components/NotFound";
import { Page } from "@/components/Page";
import { PageError } from "@/components/PageError";
import { RangePicker } from "@/components/RangePicker";
import { PanelListDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { type RangeSearch, withoutEmpty } from "@/lib/range";
import { Automation } from "./Automation";
import { Friction } from "./Friction";
import { KpiGrid } from "./KpiGrid";
import classes from "./panels.module.css";

const FROM = "/a/$account/panels/$panel";
const KEYS: Record<string, string> = {
  "service-health": "service_health",
  automation: "automation_reliability",
  friction: "customer_friction",
};

/** KPIs that answer one question together, with what lies behind them. */
export function PanelPage() {
  const { slug } = useAccount();
  const { panel: name } = useParams({ from: FROM });
  const range = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const change = (part: Partial<RangeSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const panels = useQuery({ ...query(slug, PanelListDocument, {}), staleTime: 300_000 });
  const key = KEYS[name];
  if (!key) return <NotFound />;
  const panel = panels.data?.panels.find((one) => one.key === key);
  if (!panel)
    return panels.error ? <PageError error={panels.error} reset={() => panels.refetch()} /> : <Skeleton height={480} />;
  const actions = (
    <>
      <FilterBar chosen={range} onChange={change} />
      <RangePicker range={range} onChange={change} />
    </>
  );
  const kpis = panel.kpis.map((one) => one.key);
  return (
    <Page title={panel.name} subtitle={<PanelWords asks={panel.asks} />} actions={actions}>
      <div className={classes.stack}>
        {name === "automation" && <Automation range={range} />}
        <KpiGrid kpis={kpis} range={range} />
        {name === "friction" && <Friction range={range} />}
      </div>
    </Page>
  );
}

function PanelWords({ asks }: { asks: string }) {
  return (
    <>
      {asks} <Freshness />
    </>
  );
}
