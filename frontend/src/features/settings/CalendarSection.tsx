import { Button, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Card } from "@/components/Page";
import { CalendarSetDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { isDay } from "@/lib/days";
import { DAYS, parseRanges, rangesText } from "./hours";
import { Outcome } from "./Outcome";
import type { AccountSettings } from "./SettingsPage";
import classes from "./settings.module.css";

type Calendar = AccountSettings["calendar"];
type Errors = Record<string, string>;

function read(form: FormData) {
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
  return { weeklyHours, holidays, errors };
}

export function CalendarSection({ calendar }: { calendar: Calendar }) {
  const { slug, account } = useAccount();
  const { canManage } = useRights();
  const setting = useChange(slug, CalendarSetDocument);
  const [errors, setErrors] = useState<Errors>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { errors: found, ...variables } = read(new FormData(event.currentTarget));
    setErrors(found);
    if (Object.keys(found).length === 0) setting.mutate(variables);
  };
  const hoursOf = (key: string) =>
    calendar.weeklyHours.find(({ day }) => day.toLowerCase().startsWith(key))?.ranges ?? [];
  return (
    <Card
      title="Business hours"
      subtitle={`In ${account.timezone} time. KPIs on the business clock count only these hours.`}
    >
      <form onSubmit={submit} className={classes.form}>
        {DAYS.map(({ key, name }) => (
          <TextInput
            key={key}
            name={key}
            label={name}
            placeholder="closed"
            defaultValue={rangesText(hoursOf(key))}
            error={errors[key]}
            disabled={!canManage}
          />
        ))}
        <Textarea
          name="holidays"
          label="Holidays"
          description="One day a line, like 2026-12-25."
          rows={5}
          defaultValue={calendar.holidays.join("\n")}
          error={errors.holidays}
          disabled={!canManage}
        />
        {canManage && (
          <Button type="submit" loading={setting.isPending}>
            Save
          </Button>
        )}
        <Outcome change={setting} done="Saved. Business durations are being worked out anew." />
      </form>
    </Card>
  );
}
