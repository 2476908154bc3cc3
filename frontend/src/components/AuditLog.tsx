import { Button, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { auditCsv } from "@/lib/activity";
import { instantText } from "@/lib/days";
import { counted } from "@/lib/format";
import type { ActivitySearch } from "@/lib/searches";
import classes from "./AuditLog.module.css";
import { EmptyState } from "./Page";

type Line = {
  id: string;
  at: string;
  sentence: string;
  actor: string;
  address?: string | null;
  agency?: string | null;
  account?: string | null;
};
export type AuditPage = {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  nodes: readonly Line[];
};

type Props = {
  page?: AuditPage;
  /** "/a/shop" or "/agencies/plumb": where the download is. */
  place: string;
  timezone: string;
  groups: readonly { value: string; label: string }[];
  search: ActivitySearch;
  onSearch: (changed: ActivitySearch) => void;
};

/** Who did what, the newest first: narrowed by kind and days, page after page, and as a file. */
export function AuditLog({ page, place, timezone, groups, search, onSearch }: Props) {
  const narrow = (part: ActivitySearch) => onSearch({ ...search, after: undefined, ...part });
  return (
    <>
      <div className={classes.filters}>
        <NativeSelect
          label="Show"
          value={search.action ?? ""}
          onChange={({ currentTarget }) => narrow({ action: currentTarget.value || undefined })}
          data={[{ value: "", label: "Everything" }, ...groups]}
        />
        <TextInput
          type="date"
          label="From"
          value={search.from ?? ""}
          onChange={({ currentTarget }) => narrow({ from: currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label="To"
          value={search.to ?? ""}
          onChange={({ currentTarget }) => narrow({ to: currentTarget.value || undefined })}
        />
        <Button component="a" variant="default" href={auditCsv(place)} download>
          Download all as CSV
        </Button>
      </div>
      {!page && <Skeleton height={320} />}
      {page?.totalCount === 0 && (
        <EmptyState title="Nothing of that kind">
          {search.action || search.from || search.to
            ? "Widen the filter above."
            : "What people do from now on is kept here."}
        </EmptyState>
      )}
      {page && page.totalCount > 0 && (
        <>
          <ol className={classes.log} aria-label="What was done">
            {page.nodes.map((line) => (
              <li key={line.id}>
                <time dateTime={line.at} className="num">
                  {instantText(line.at, timezone)}
                </time>
                <span className={classes.what}>
                  <Sentence line={line} />
                  {line.address && <small>from {line.address}</small>}
                </span>
              </li>
            ))}
          </ol>
          <div className={classes.pages}>
            <span>{counted(page.totalCount, "entry").replace("entrys", "entries")}</span>
            {search.after && (
              <Button variant="default" size="xs" onClick={() => onSearch({ ...search, after: undefined })}>
                Newest
              </Button>
            )}
            {page.pageInfo.hasNextPage && (
              <Button
                variant="default"
                size="xs"
                onClick={() => onSearch({ ...search, after: page.pageInfo.endCursor ?? undefined })}
              >
                Older
              </Button>
            )}
          </div>
        </>
      )}
    </>
  );
}

/** The sentence begins with who did it. */
function Sentence({ line: { actor, sentence } }: { line: Line }) {
  if (!sentence.startsWith(actor)) return <>{sentence}</>;
  return (
    <>
      <strong>{actor}</strong>
      {sentence.slice(actor.length)}
    </>
  );
}
