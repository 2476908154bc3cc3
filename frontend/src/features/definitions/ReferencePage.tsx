import { Skeleton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { TextLink } from "@/components/links";
import { EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { Sentence } from "@/components/Sentence";
import { KpiReferenceDocument, type KpiReferenceQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { counted, sentence } from "@/lib/format";
import { withoutEmpty } from "@/lib/range";
import classes from "./reference.module.css";

type Entry = KpiReferenceQuery["kpis"][number];

/** Whether every word typed stands in the name, the key, or the definition. */
export function isMeant(entry: Pick<Entry, "name" | "key" | "asks" | "definition">, typed: string | undefined) {
  const text = [entry.name, entry.key, entry.asks, ...entry.definition].join(" ").toLowerCase();
  return (typed ?? "")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Every definition of the account on one page, to be read, searched, and linked to. */
export function ReferencePage() {
  const { slug } = useAccount();
  const { q } = useSearch({ from: "/a/$account/definitions" });
  const navigate = useNavigate({ from: "/a/$account/definitions" });
  const reference = useQuery({ ...query(slug, KpiReferenceDocument, {}), staleTime: 300_000 });
  const shown = reference.data?.kpis.filter((entry) => isMeant(entry, q));
  const groups = Map.groupBy(shown ?? [], ({ pillar, category, isCustom }) =>
    isCustom ? "Made by this account" : `${sentence(pillar)} · ${category.toLowerCase()}`,
  );
  return (
    <Page
      title="KPI reference"
      subtitle={`What every KPI counts, how, and what others have published about it.${shown ? ` ${counted(shown.length, "definition")}.` : ""}`}
      actions={
        <TextInput
          type="search"
          size="xs"
          aria-label="Find a definition"
          placeholder="Find a definition"
          leftSection={<IconSearch size={14} aria-hidden />}
          defaultValue={q}
          onChange={({ currentTarget: { value } }) =>
            navigate({ search: withoutEmpty({ q: value.trim() || undefined }), replace: true, resetScroll: false })
          }
        />
      }
    >
      {reference.error && <PartError error={reference.error} retry={() => reference.refetch()} />}
      {reference.isPending && <Skeleton height={600} />}
      {shown?.length === 0 && <EmptyState title="No definition like that">Try another word.</EmptyState>}
      {[...groups].map(([name, entries]) => (
        <section key={name} aria-label={name} className={classes.group}>
          <h2 className={classes.groupName}>{name}</h2>
          {entries.map((entry) => (
            <Definition key={entry.key} entry={entry} />
          ))}
        </section>
      ))}
    </Page>
  );
}

const BETTER = { HIGHER: "higher is better", LOWER: "lower is better", BAND: "neither end is good" };
const UNITS = {
  DURATION: "seconds, shown as time",
  PERCENT: "percent",
  COUNT: "count",
  SCORE: "score",
  MONEY: "money",
};
const SPLITS = {
  ALWAYS: "always shown for AI and people apart",
  APART: "only for AI and people apart: they are not measured alike",
  HUMAN: "defined for people only",
  AI: "defined for AI only",
  LARGE: "for AI and people apart once there are enough cases",
  NEVER: "not split",
};

function Definition({ entry }: { entry: Entry }) {
  const { slug } = useAccount();
  return (
    <article id={entry.key} className={classes.entry} aria-label={entry.name}>
      <div>
        <h3 className={classes.name}>
          <TextLink to="/a/$account/kpis/$key" params={{ account: slug, key: entry.key }} c="inherit" underline="hover">
            {entry.name}
          </TextLink>
        </h3>
        <code className={classes.key}>{entry.key}</code>
        <p className={classes.asks}>{entry.asks}</p>
        <ul className={classes.sentences}>
          {entry.definition.map((line) => (
            <li key={line}>
              <Sentence>{line}</Sentence>
            </li>
          ))}
        </ul>
        <code className={classes.formula}>{entry.formula}</code>
      </div>
      <dl className={classes.facts}>
        <Fact name="Unit">
          {UNITS[entry.unit]}, {BETTER[entry.better]}
        </Fact>
        <Fact name="A case belongs to the day of">{entry.dayOf}</Fact>
        {typeof entry.windowDays === "number" && <Fact name="Final after">{counted(entry.windowDays, "day")}</Fact>}
        <Fact name="AI and people">{SPLITS[entry.split]}</Fact>
        <Fact name="Worth a look">{entry.cadence.toLowerCase()}</Fact>
        {entry.needs.length > 0 && <Fact name="Needs">{entry.needs.join("; ")}</Fact>}
        {entry.balancedBy.length > 0 && (
          <Fact name="Look beside it at">
            {entry.balancedBy.map((one, index) => (
              <span key={one.key}>
                {index > 0 && ", "}
                <a href={`#${one.key}`}>{one.name}</a>
              </span>
            ))}
          </Fact>
        )}
        {entry.parameters.map((parameter) => (
          <Fact key={parameter.key} name={parameter.asks}>
            {parameter.choices.find((choice) => choice.value === parameter.value)?.name ?? parameter.value}
            <small>
              {parameter.choices
                .filter((choice) => choice.value !== parameter.value)
                .map((choice) => (choice.source ? `${choice.name} (${choice.source})` : choice.name))
                .join(" · ")}
            </small>
          </Fact>
        ))}
        {entry.benchmarks.length > 0 && (
          <Fact name="Published, not measured">
            {entry.benchmarks.map((one) => (
              <span key={`${one.source} ${one.text}`} className={classes.line}>
                {one.text} <small>{[one.source, one.condition].filter(Boolean).join(" · ")}</small>
              </span>
            ))}
          </Fact>
        )}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
