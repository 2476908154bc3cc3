import { Button, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Outcome } from "@/components/Outcome";
import { CalendarSetDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { isDay } from "@/lib/days";
import type { Calendar } from "./CalendarSection";
import type { Owner } from "./calendars";
import { DAYS, parseRanges, rangesText } from "./hours";
import classes from "./settings.module.css";

type Errors = Record<string, string>;
type Props = {
  owner: Owner;
  start?: Calendar["versions"][number];
  isNew: boolean;
  validFrom: string | null;
  onSaved: (validFrom: string | null) => void;
};

function read(form: FormData, isNew: boolean) {
  const errors: Errors = {};
  const weeklyHours = DAYS.map(({ key, name }) => {
    const ranges = parseRanges(String(form.get(key)));
    if (!ranges) errors[key] = `Write ${name}'s hours like 09:00-17:30, or leave it empty.`;
    return { day: key, ranges: ranges ?? [] };
  });
  const holidays = String(form.get("holidays"))
    .split(/[\s,]+/)
    .filter(Boolean);
  const wrong = holidays.find((day) => !isDay(day));
  if (wrong) errors.holidays = `“${wrong}” is no day; write days like 2026-12-25.`;
  const from = String(form.get("validFrom") ?? "");
  if (isNew && !isDay(from)) errors.validFrom = "Choose the first day of the new version.";
  return { weeklyHours, holidays, from, errors };
}

/** The hours and holidays of one version. */
export function CalendarForm({ owner, start, isNew, validFrom, onSaved }: Props) {
  const { slug } = useAccount();
  const { canEdit } = useRights();
  const setting = useChange(slug, CalendarSetDocument);
  const [errors, setErrors] = useState<Errors>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { errors: found, from, ...hours } = read(new FormData(event.currentTarget), isNew);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const day = isNew ? from : validFrom;
    setting.mutate({ ...owner, ...hours, validFrom: day }, { onSuccess: () => isNew && onSaved(day) });
  };
  const hoursOf = (key: string) =>
    start?.weeklyHours.find(({ day }) => day.toLowerCase().startsWith(key))?.ranges ?? [];
  return (
    <form onSubmit={submit} className={classes.form}>
      {isNew && (
        <TextInput
          type="date"
          name="validFrom"
          label="Holds from"
          description="Days before it keep the version before."
          error={errors.validFrom ?? setting.error?.of("validFrom")}
          required
        />
      )}
      {DAYS.map(({ key, name }) => (
        <TextInput
          key={key}
          name={key}
          label={name}
          placeholder="closed"
          defaultValue={rangesText(hoursOf(key))}
          error={errors[key]}
          disabled={!canEdit}
        />
      ))}
      <Textarea
        name="holidays"
        label="Holidays"
        description="One day a line, like 2026-12-25."
        rows={5}
        defaultValue={start?.holidays.join("\n")}
        error={errors.holidays}
        disabled={!canEdit}
      />
      {canEdit && (
        <Button type="submit" loading={setting.isPending}>
          Save
        </Button>
      )}
      <Outcome change={setting} fields={["validFrom"]} done="Saved. Business durations are being worked out anew." />
    </form>
  );
}
