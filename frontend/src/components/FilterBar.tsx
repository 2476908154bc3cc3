import { CloseButton, NativeSelect, Stack } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { FilterValuesDocument, type FilterValuesQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { sentence } from "@/lib/format";
import { FILTERS, type FilterName } from "@/lib/range";
import { boxed, Disclosure } from "./Disclosure";
import classes from "./FilterBar.module.css";

export type Chosen = Partial<Record<FilterName, string[]>>;
type Props = { chosen: Chosen; onChange: (part: Chosen) => void };

const ANY = "\u0000any";

function useValues(): FilterValuesQuery | undefined {
  const { slug } = useAccount();
  return useQuery({ ...query(slug, FilterValuesDocument, {}), staleTime: 300_000 }).data;
}

function labelOf(values: FilterValuesQuery | undefined, name: FilterName, key: string): string {
  return values?.[name].find((one) => one.key === key)?.label || key || "unlabelled";
}

/** Narrows every number on a page to a channel, priority, topic, team or resolver. */
export function FilterBar({ chosen, onChange }: Props) {
  const values = useValues();
  const active = FILTERS.filter((name) => chosen[name]?.length);
  const face = (
    <>
      <IconFilter size={16} aria-hidden />
      Filter
    </>
  );
  return (
    <>
      {active.map((name) => (
        <span key={name} className={classes.chip}>
          {sentence(name)}: {chosen[name]?.map((key) => labelOf(values, name, key)).join(", ")}
          <CloseButton
            size="xs"
            aria-label={`Remove the filter by ${name}`}
            onClick={() => onChange({ [name]: undefined })}
          />
        </span>
      ))}
      <Disclosure face={face} className={boxed} width={260}>
        {() => (
          <Stack gap="xs" p={8}>
            {FILTERS.map((name) => (
              <NativeSelect
                key={name}
                label={sentence(name)}
                value={chosen[name]?.[0] ?? ANY}
                onChange={({ currentTarget: { value } }) => onChange({ [name]: value === ANY ? undefined : [value] })}
                data={[
                  { value: ANY, label: "any" },
                  ...(values?.[name] ?? []).map(({ key, label }) => ({
                    value: key,
                    label: label || "unlabelled",
                  })),
                ]}
              />
            ))}
          </Stack>
        )}
      </Disclosure>
    </>
  );
}
