import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { SlaTargetsSetDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { useChange } from "@/lib/api";
import { sentence } from "@/lib/format";
import type { AccountSettings } from "./SettingsPage";
import classes from "./settings.module.css";

type SlaTarget = AccountSettings["slaTargets"][number];
type Props = { targets: SlaTarget[]; priorities: { key: string; label: string }[] };

const HOUR = 3600;

/** Hours as typed → seconds; empty is no promise, anything else than a number above zero is undefined. */
export function secondsOf(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const hours = Number(text.replace(",", "."));
  return Number.isFinite(hours) && hours > 0 ? hours * HOUR : undefined;
}

function hoursText(seconds: number | null | undefined): string {
  return typeof seconds === "number" ? String(Number((seconds / HOUR).toFixed(3))) : "";
}

function read(form: FormData, keys: string[]) {
  const rows = keys.map((priority) => ({
    priority,
    firstReplySeconds: secondsOf(String(form.get(`reply ${priority}`))),
    resolutionSeconds: secondsOf(String(form.get(`resolve ${priority}`))),
    inBusinessTime: form.get(`business ${priority}`) !== null,
  }));
  const isBad = rows.some((row) => row.firstReplySeconds === undefined || row.resolutionSeconds === undefined);
  const targets = rows.filter((row) => row.firstReplySeconds || row.resolutionSeconds);
  return isBad ? undefined : targets;
}

/** What is promised, by priority; the row for all others applies where a priority has none of its own. */
export function SlaSection({ targets, priorities }: Props) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const setting = useChange(slug, SlaTargetsSetDocument);
  const [isBad, setBad] = useState(false);
  const keys = [...new Set([...priorities.map(({ key }) => key), ...targets.map(({ priority }) => priority), ""])]
    .filter(Boolean)
    .concat("");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = read(new FormData(event.currentTarget), keys);
    setBad(wanted === undefined);
    if (wanted) setting.mutate({ targets: wanted });
  };
  return (
    <Card title="SLA" subtitle="What you promise, in hours; leave empty what you do not promise.">
      <form onSubmit={submit} className={classes.sla}>
        {keys.map((key) => {
          const name = key
            ? (priorities.find((one) => one.key === key)?.label ?? sentence(key))
            : "All other priorities";
          const target = targets.find(({ priority }) => priority === key);
          return (
            <fieldset key={key} className={classes.slaRow} disabled={!canManage}>
              <legend>{name}</legend>
              <TextInput
                name={`reply ${key}`}
                inputMode="decimal"
                label="First reply, hours"
                defaultValue={hoursText(target?.firstReplySeconds)}
              />
              <TextInput
                name={`resolve ${key}`}
                inputMode="decimal"
                label="Resolution, hours"
                defaultValue={hoursText(target?.resolutionSeconds)}
              />
              <label className={classes.check}>
                <input type="checkbox" name={`business ${key}`} defaultChecked={target?.inBusinessTime ?? false} />
                business hours only
              </label>
            </fieldset>
          );
        })}
        {isBad && (
          <p role="alert" className={classes.error}>
            Hours are numbers above zero.
          </p>
        )}
        {canManage && (
          <Button type="submit" loading={setting.isPending}>
            Save
          </Button>
        )}
        <Outcome change={setting} done="Saved. Met and missed promises are being worked out anew." />
      </form>
    </Card>
  );
}
