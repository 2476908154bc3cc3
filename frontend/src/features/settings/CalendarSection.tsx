import { Button, NativeSelect } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Card } from "@/components/Page";
import type { SettingsQuery } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { counted } from "@/lib/format";
import { CalendarCard } from "./CalendarCard";
import { idOf, ownerOf, ownerText, summary } from "./calendars";
import type { AccountSettings } from "./SettingsPage";
import classes from "./settings.module.css";

export type Calendar = AccountSettings["calendars"][number];
type Labels = SettingsQuery["teams"];
type Props = { calendars: Calendar[]; teams: Labels; channels: Labels };

/** Whose opening hours there are, one of them opened to be changed. */
export function CalendarSection({ calendars, teams, channels }: Props) {
  const { slug, account } = useAccount();
  const { canEdit } = useRights();
  const { calendar } = useSearch({ from: "/a/$account/settings" });
  const owner = ownerOf(calendar);
  const chosen = calendars.find((one) => idOf(one) === idOf(owner));
  const labels = owner.scope === "TEAM" ? teams : channels;
  const name = ownerText(owner, chosen?.label ?? labels.find(({ key }) => key === owner.key)?.label);
  return (
    <div className={classes.stack}>
      <Card
        title="Business hours"
        subtitle={`In ${account.timezone} time. A ticket’s business time is that of its team’s calendar, else of its channel’s, else of the account’s.`}
      >
        <ul className={classes.rows}>
          {calendars.map((one) => (
            <li key={idOf(one)} className={classes.row}>
              <span className={classes.rowWords}>
                <strong>{ownerText(one, one.label)}</strong>
                <small>{describe(one)}</small>
              </span>
              <Link
                to="/a/$account/settings"
                params={{ account: slug }}
                search={{ section: "calendar", calendar: one.scope === "ACCOUNT" ? undefined : idOf(one) }}
                className={classes.tab}
                aria-current={one === chosen ? "true" : undefined}
                activeOptions={{ exact: true, includeSearch: true }}
                resetScroll={false}
              >
                {one === chosen ? "Shown below" : "Show"}
              </Link>
            </li>
          ))}
        </ul>
        {canEdit && <NewCalendar calendars={calendars} teams={teams} channels={channels} />}
      </Card>
      <CalendarCard key={idOf(owner)} owner={owner} name={name} calendar={chosen} fallback={calendars[0]} />
    </div>
  );
}

function describe({ versions }: Calendar): string {
  const current = versions.find(({ isCurrent }) => isCurrent);
  return [
    current ? summary(current) : "no hours yet: always closed",
    versions.length > 1 ? counted(versions.length, "version") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Offers every team and channel that has no calendar of its own yet; the new one begins with the account's hours. */
function NewCalendar({ calendars, teams, channels }: Props) {
  const navigate = useNavigate({ from: "/a/$account/settings" });
  const taken = new Set(calendars.map(idOf));
  const offer = (scope: "TEAM" | "CHANNEL", labels: Labels) =>
    labels
      .filter(({ key }) => key && !taken.has(idOf({ scope, key })))
      .map(({ key, label }) => ({ value: idOf({ scope, key }), label: label || key }));
  const offered = [
    { group: "Teams", items: offer("TEAM", teams) },
    { group: "Channels", items: offer("CHANNEL", channels) },
  ].filter(({ items }) => items.length > 0);
  if (offered.length === 0) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const calendar = String(new FormData(event.currentTarget).get("whose"));
    navigate({ search: { section: "calendar", calendar }, resetScroll: false });
  };
  return (
    <form onSubmit={submit} className={classes.inline}>
      <NativeSelect name="whose" label="A calendar of its own for" data={offered} />
      <Button type="submit" variant="default">
        Set it up
      </Button>
    </form>
  );
}
