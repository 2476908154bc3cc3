import { Button, NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { CalendarRemoveDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { CalendarForm } from "./CalendarForm";
import type { Calendar } from "./CalendarSection";
import { type Owner, sinceText } from "./calendars";
import classes from "./settings.module.css";

const BEGINNING = "beginning";
const NEW = "new";

type Props = { owner: Owner; name: string; calendar?: Calendar; fallback?: Calendar };

/** One calendar: its versions, one of them to be changed, and the way to a new one. */
export function CalendarCard({ owner, name, calendar, fallback }: Props) {
  const { canEdit } = useRights();
  const versions = calendar?.versions ?? [];
  const current = versions.find(({ isCurrent }) => isCurrent) ?? versions[0];
  const [chosen, setChosen] = useState(current?.validFrom ?? BEGINNING);
  const shown = versions.find(({ validFrom }) => (validFrom ?? BEGINNING) === chosen);
  const start = shown ?? current ?? fallback?.versions.find(({ isCurrent }) => isCurrent);
  return (
    <Card
      title={calendar ? name : `${name}: a new calendar`}
      subtitle={calendar ? "Each version holds until the next one begins." : "It begins with the account’s hours."}
    >
      {versions.length > 0 && (
        <NativeSelect
          label="Version"
          maw={440}
          mb={12}
          value={chosen}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={[
            ...versions.map(({ validFrom, isCurrent }) => ({
              value: validFrom ?? BEGINNING,
              label: `${sinceText(validFrom)}${isCurrent ? ", holds today" : ""}`,
            })),
            ...(canEdit ? [{ value: NEW, label: "A new version from another day on" }] : []),
          ]}
        />
      )}
      <CalendarForm
        key={chosen}
        owner={owner}
        start={start}
        isNew={chosen === NEW}
        validFrom={shown?.validFrom ?? null}
        onSaved={(validFrom) => setChosen(validFrom ?? BEGINNING)}
      />
      {canEdit && calendar && (
        <Removal owner={owner} validFrom={shown?.validFrom ?? null} onRemoved={() => setChosen(BEGINNING)} />
      )}
    </Card>
  );
}

function Removal({ owner, validFrom, onRemoved }: { owner: Owner; validFrom: string | null; onRemoved: () => void }) {
  const { slug } = useAccount();
  const navigate = useNavigate({ from: "/a/$account/settings" });
  const removing = useChange(slug, CalendarRemoveDocument);
  if (owner.scope === "ACCOUNT" && !validFrom) return null;
  const leave = () => navigate({ search: { section: "calendar" }, resetScroll: false });
  return (
    <div className={classes.inline}>
      {validFrom && (
        <Button
          variant="default"
          loading={removing.isPending}
          onClick={() => removing.mutate({ ...owner, validFrom }, { onSuccess: onRemoved })}
        >
          Remove this version
        </Button>
      )}
      {owner.scope !== "ACCOUNT" && (
        <Button
          variant="default"
          loading={removing.isPending}
          onClick={() => removing.mutate({ ...owner, validFrom: null }, { onSuccess: leave })}
        >
          Remove this calendar
        </Button>
      )}
      <Outcome change={removing} done="Removed. Business durations are being worked out anew." />
    </div>
  );
}
