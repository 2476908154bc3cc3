import { Progress, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  KpiVersionsDocument,
  type KpiVersionsQuery,
  type KpiVersionsQueryVariables,
  type Unit,
} from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { instantText } from "@/lib/days";
import { count, difference, percent, value } from "@/lib/format";
import { isFew } from "@/lib/words";
import own from "./definition.module.css";
import classes from "./page.module.css";

export type Version = NonNullable<KpiVersionsQuery["kpi"]>["versions"]["nodes"][number];
type Props = {
  unit: Unit;
  view: Omit<KpiVersionsQueryVariables, "first">;
  shown?: number;
  onShow: (version: number | undefined) => void;
};

const FIRST = 10;
const WHILE_COMPUTING = 2_000;

/** Every version of a definition, and what each would have said for the same period and filters. */
export function VersionsCard({ unit, view, shown, onShow }: Props) {
  const { slug } = useAccount();
  const client = useQueryClient();
  const versions = useQuery({
    ...query(slug, KpiVersionsDocument, { ...view, first: FIRST }),
    refetchInterval: ({ state }) =>
      state.data?.kpi?.versions.nodes.some(({ isReady }) => !isReady) ? WHILE_COMPUTING : false,
  });
  const nodes = versions.data?.kpi?.versions.nodes;
  const current = nodes?.find(({ isCurrent }) => isCurrent)?.number;
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== undefined && before.current !== current) client.invalidateQueries({ queryKey: [slug] });
    before.current = current;
  }, [client, slug, current]);
  if (versions.isPending) return <Skeleton height={120} />;
  return (
    <Card title="Versions" subtitle="What each would have said for this period and these filters.">
      {versions.error && <PartError error={versions.error} retry={() => versions.refetch()} />}
      <VersionTable unit={unit} versions={nodes ?? []} shown={shown} onShow={onShow} />
      {(versions.data?.kpi?.versions.totalCount ?? 0) > FIRST && (
        <p className={classes.note}>The newest {FIRST} are shown; the API lists all.</p>
      )}
    </Card>
  );
}

type TableProps = Pick<Props, "unit" | "shown" | "onShow"> & { versions: Version[] };

export function VersionTable({ unit, versions, shown, onShow }: TableProps) {
  const current = versions.find(({ isCurrent }) => isCurrent);
  return (
    <table className={`${own.versions} num`}>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Value</th>
          <th scope="col">n</th>
          <th scope="col">Against the current</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <tr key={version.number} data-current={version.isCurrent}>
            <th scope="row">
              <What version={version} isShown={shown === version.number} onShow={onShow} />
            </th>
            <Said version={version} unit={unit} current={current} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type WhatProps = { version: Version; isShown: boolean; onShow: Props["onShow"] };

function What({ version, isShown, onShow }: WhatProps) {
  const { account } = useAccount();
  const made = version.createdAt ? instantText(version.createdAt, account.timezone) : "as shipped";
  return (
    <>
      {version.isCurrent || !version.isReady ? (
        <strong>{version.number}</strong>
      ) : (
        <button
          type="button"
          className={classes.plain}
          aria-pressed={isShown}
          onClick={() => onShow(isShown ? undefined : version.number)}
        >
          {version.number}
        </button>
      )}
      {version.isCurrent && <span className={classes.best}>current</span>}
      {isShown && <span className={classes.best}>on this page</span>}
      <small>
        {made}
        {version.createdBy ? ` by ${version.createdBy}` : ""}
      </small>
      <small>{contents(version)}</small>
      {!version.isReady && <Computing progress={version.progress} />}
    </>
  );
}

/** What sets a version apart: its choices and its filter, or its formula when it has neither. */
export function contents({ values, population, formula }: Pick<Version, "values" | "population" | "formula">): string {
  const choices = values.map(({ meaning }) => meaning);
  const only = population.map(({ text }) => `only ${text}`);
  return [...choices, ...only].join(" · ") || formula;
}

function Computing({ progress }: { progress?: number | null }) {
  const done = progress ?? 0;
  return (
    <span className={own.computing} role="status">
      <Progress value={100 * done} aria-label="Numbers of this version worked out" flex={1} />
      {percent(done, 0)} worked out
    </span>
  );
}

function Said({ version, unit, current }: { version: Version; unit: Unit; current?: Version }) {
  const { reading } = version;
  if (!reading?.isAvailable || typeof reading.value !== "number") {
    return (
      <>
        <td>{value(unit, null)}</td>
        <td>{reading ? count(reading.n) : "–"}</td>
        <td>–</td>
      </>
    );
  }
  const now = current?.reading?.value;
  const away = typeof now === "number" && !version.isCurrent ? reading.value - now : null;
  return (
    <>
      <td data-few={isFew(unit, reading.n)}>{value(unit, reading.value, reading.currency)}</td>
      <td>{count(reading.n)}</td>
      <td>{away === null ? "–" : away === 0 ? "the same" : difference(unit, away, reading.currency)}</td>
    </>
  );
}
