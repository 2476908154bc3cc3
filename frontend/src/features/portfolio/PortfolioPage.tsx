import { NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowsSort } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ButtonLink } from "@/components/links";
import { EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { CompareDocument } from "@/graphql/agency";
import { useAgency, useSightPeriod } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { counted } from "@/lib/format";
import { channelOf, POSITIONS, type PortfolioSearch, STATUSES } from "@/lib/portfolio";
import { comparisonOf, withoutEmpty } from "@/lib/range";
import { Columns } from "./Columns";
import { ComparisonTable } from "./ComparisonTable";
import { FindClient, SightControls } from "./Controls";
import { type Column, columnsOf, kept, rowsOf, sorted } from "./comparison";
import { Freshness } from "./Freshness";
import { Legend } from "./Legend";
import { NoClients } from "./NoClients";
import classes from "./portfolio.module.css";

const ClientCards = lazy(() => import("./ClientCards"));
const Courses = lazy(() => import("./Courses"));
const SavedViews = lazy(() => import("./SavedViews"));

/** The Monday-morning page: every client beside every other, KPI by KPI. */
export function PortfolioPage() {
  const { slug, kpis, clients } = useAgency();
  const search = useSearch({ from: "/agencies/$agency/" });
  const navigate = useNavigate({ from: "/agencies/$agency/" });
  const change = (part: Partial<PortfolioSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false });
  const keys = columnsOf(kpis, search.kpi);
  const answer = useQuery({
    ...agencyQuery(slug, CompareDocument, {
      kpis: keys,
      period: useSightPeriod(search),
      compareWith: comparisonOf(search),
      channel: channelOf(search),
    }),
    enabled: clients.totalCount > 0 && keys.length > 0,
  });
  const comparison = answer.data?.comparison;
  if (clients.totalCount === 0) return <NoClients title="Clients compared" />;
  const rows = comparison ? sorted(kept(rowsOf(comparison), search), comparison.columns, search) : [];
  return (
    <Page
      title="Clients compared"
      subtitle={<Freshness clients={comparison?.clients} />}
      actions={
        <>
          <SightControls search={search} onChange={change} />
          <Suspense fallback={<Skeleton width={88} height={36} />}>
            <SavedViews search={search} />
          </Suspense>
        </>
      }
    >
      <div className={classes.tools}>
        <FindClient className={classes.find} typed={search.q} onType={(q) => change({ q })} />
        <Narrowing search={search} onChange={change} />
        <span className={classes.found} role="status">
          {comparison && counted(rows.length, "client")}
          {comparison && rows.length < comparison.clients.length && ` of ${comparison.clients.length}`}
        </span>
        <span className={classes.toolsEnd}>
          <Sorting columns={comparison?.columns ?? []} search={search} onChange={change} />
          <SegmentedControl
            size="xs"
            aria-label="Show as"
            value={search.show ?? "table"}
            onChange={(show) => change({ show: show === "charts" ? "charts" : undefined })}
            data={[
              { value: "table", label: "Numbers" },
              { value: "charts", label: "Over time" },
            ]}
          />
          <Columns shown={keys} onChange={(kpi) => change({ kpi })} />
        </span>
      </div>
      {answer.error && <PartError error={answer.error} retry={() => answer.refetch()} />}
      <div aria-busy={answer.isFetching}>
        {comparison && rows.length > 0 && (
          <Shown
            rows={rows}
            columns={comparison.columns}
            total={comparison.clients.length}
            search={search}
            onChange={change}
          />
        )}
        {comparison && rows.length === 0 && <NothingLeft search={search} />}
        {!comparison && !answer.error && <Skeleton height={560} radius="md" />}
      </div>
    </Page>
  );
}

type ShownProps = Parameters<typeof ComparisonTable>[0];

function Shown(props: ShownProps) {
  const isNarrow = useMediaQuery("(max-width: 720px)", undefined, { getInitialValueInEffect: false });
  const waiting = <Skeleton height={560} radius="md" />;
  if (props.search.show === "charts") {
    return (
      <Suspense fallback={waiting}>
        <Courses {...props} />
      </Suspense>
    );
  }
  return (
    <>
      <Suspense fallback={waiting}>{isNarrow ? <ClientCards {...props} /> : <ComparisonTable {...props} />}</Suspense>
      <Legend hasRanks={props.columns.some(({ kpi }) => kpi.key === props.search.sort) && !props.search.by} />
    </>
  );
}

const STATUS_NAMES = {
  off: "Off target somewhere",
  near: "Too close to call somewhere",
  on: "On every target",
  none: "Without targets",
};
const POSITION_NAMES = {
  worse: "Worse than the median somewhere",
  better: "Better than the median somewhere",
  tied: "Typical throughout",
  few: "Too few cases somewhere",
};

type ToolProps = { search: PortfolioSearch; onChange: (part: Partial<PortfolioSearch>) => void };

function Narrowing({ search, onChange }: ToolProps) {
  return (
    <>
      <NativeSelect
        size="xs"
        className={classes.select}
        aria-label="Target"
        value={search.status ?? ""}
        onChange={({ currentTarget }) => onChange({ status: STATUSES.find((one) => one === currentTarget.value) })}
        data={[
          { value: "", label: "Any target status" },
          ...STATUSES.map((one) => ({ value: one, label: STATUS_NAMES[one] })),
        ]}
      />
      <NativeSelect
        size="xs"
        className={classes.select}
        aria-label="Place among clients"
        value={search.position ?? ""}
        onChange={({ currentTarget }) => onChange({ position: POSITIONS.find((one) => one === currentTarget.value) })}
        data={[
          { value: "", label: "Any place" },
          ...POSITIONS.map((one) => ({ value: one, label: POSITION_NAMES[one] })),
        ]}
      />
    </>
  );
}

function Sorting({ columns, search, onChange }: ToolProps & { columns: Column[] }) {
  const CHANGE = "~change";
  const chosen = search.sort && search.by ? `${search.sort}${CHANGE}` : (search.sort ?? "name");
  const choose = (value: string) => {
    const isChange = value.endsWith(CHANGE);
    const sort = isChange ? value.slice(0, -CHANGE.length) : value;
    onChange({ sort: sort === "name" ? undefined : sort, by: isChange ? "change" : undefined, order: undefined });
  };
  return (
    <NativeSelect
      size="xs"
      className={classes.select}
      aria-label="Sort by"
      leftSection={<IconArrowsSort size={14} aria-hidden />}
      value={chosen}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[
        { value: "name", label: "By name" },
        { value: "worst", label: "Most trouble first" },
        { group: "Best first", items: columns.map(({ kpi }) => ({ value: kpi.key, label: kpi.name })) },
        {
          group: "Worst change first",
          items: columns.map(({ kpi }) => ({ value: `${kpi.key}${CHANGE}`, label: `Change in ${kpi.name}` })),
        },
      ]}
    />
  );
}

function NothingLeft({ search }: { search: PortfolioSearch }) {
  const { slug } = useAgency();
  return (
    <EmptyState
      title="No client like that"
      action={
        <ButtonLink
          to="/agencies/$agency"
          params={{ agency: slug }}
          search={withoutEmpty({ ...search, q: undefined, status: undefined, position: undefined })}
          variant="default"
        >
          Show all clients
        </ButtonLink>
      }
    >
      The words typed and the choices of target and place leave none of the clients.
    </EmptyState>
  );
}
