import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Card } from "@/components/Page";
import { ScorecardArrangeDocument } from "@/graphql/graphql";
import { type KpiEntry, useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { sentence } from "@/lib/format";
import classes from "./arrange.module.css";
import { MOST, moved, refusal } from "./arrangement";

const CAPS = Array.from({ length: MOST }, (_, at) => String(at + 1));

/** Chooses the KPIs of the scorecard and their order; beyond its cap another one is refused. */
export default function Arrange({ onDone }: { onDone: () => void }) {
  const { slug, kpis, scorecard } = useAccount();
  const [keys, setKeys] = useState(() => scorecard.kpis.map(({ key }) => key));
  const [cap, setCap] = useState(scorecard.cap);
  const [refused, setRefused] = useState<string>();
  const saving = useChange(slug, ScorecardArrangeDocument);
  const set = (next: string[]) => {
    saving.reset();
    setRefused(undefined);
    setKeys(next);
  };
  const add = (key: string) => {
    const reason = refusal(keys, cap);
    if (reason) setRefused(reason);
    else set([...keys, key]);
  };
  const problem = refused ?? saving.error?.message;
  return (
    <Card
      className={classes.card}
      title="Arrange the scorecard"
      subtitle="The most important first: it stands top left."
    >
      <ol className={classes.list}>
        {keys.map((key) => (
          <Place
            key={key}
            name={kpis.find((one) => one.key === key)?.name ?? key}
            onMove={(by) => set(moved(keys, key, by))}
            onRemove={() => set(keys.filter((one) => one !== key))}
          />
        ))}
      </ol>
      <div className={classes.row}>
        <Add kpis={kpis.filter(({ key }) => !keys.includes(key))} onAdd={add} />
        <NativeSelect
          label="It holds at most"
          value={String(cap)}
          onChange={({ currentTarget }) => {
            setRefused(undefined);
            setCap(Number(currentTarget.value));
          }}
          data={CAPS}
        />
      </div>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.row}>
        <Button loading={saving.isPending} onClick={() => saving.mutate({ kpis: keys, cap }, { onSuccess: onDone })}>
          Save
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
        <Button variant="subtle" onClick={() => saving.mutate({ kpis: [], cap: null }, { onSuccess: onDone })}>
          Back to the usual ones
        </Button>
      </div>
    </Card>
  );
}

type PlaceProps = { name: string; onMove: (by: 1 | -1) => void; onRemove: () => void };

function Place({ name, onMove, onRemove }: PlaceProps) {
  return (
    <li>
      <span>{name}</span>
      <ActionIcon variant="subtle" aria-label={`Move ${name} up`} onClick={() => onMove(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={`Move ${name} down`} onClick={() => onMove(1)}>
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={`Take ${name} off`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}

function Add({ kpis, onAdd }: { kpis: KpiEntry[]; onAdd: (key: string) => void }) {
  const groups = Map.groupBy(kpis, ({ pillar }) => sentence(pillar));
  const nameOf = ({ name, isAvailable }: KpiEntry) => (isAvailable ? name : `${name} (not available)`);
  return (
    <NativeSelect
      label="Add a KPI"
      value=""
      onChange={({ currentTarget }) => currentTarget.value && onAdd(currentTarget.value)}
      data={[
        { value: "", label: "Choose…" },
        ...[...groups].map(([group, entries]) => ({
          group,
          items: entries.map((entry) => ({ value: entry.key, label: nameOf(entry) })),
        })),
      ]}
    />
  );
}
