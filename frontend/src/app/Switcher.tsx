import { TextInput } from "@mantine/core";
import { IconBuildings, IconCheck, IconSearch, IconSelector } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { choice, Disclosure } from "@/components/Disclosure";
import type { Session } from "@/lib/session";
import classes from "./Shell.module.css";

type Place = { kind: "agency" | "account"; slug: string };
type Props = { here: Place; name?: string; session?: Session };

const MANY = 10;

/** Where one is, and the way to every other agency and account one may open. */
export function Switcher({ here, name, session }: Props) {
  const { accounts = [], agencies = [] } = session ?? {};
  const places = here.kind === "agency" ? agencies : accounts;
  const shown = name ?? places.find(({ slug }) => slug === here.slug)?.name ?? here.slug;
  const face = (
    <>
      {here.kind === "agency" && <IconBuildings size={16} aria-hidden className={classes.switchIcon} />}
      <span className={classes.switchName}>{shown}</span>
      <IconSelector size={16} aria-hidden className={classes.switchIcon} />
    </>
  );
  return (
    <Disclosure label={`${shown}, switch`} face={face} className={classes.switch} align="start" width={280}>
      {(close) => <Places here={here} accounts={accounts} agencies={agencies} close={close} />}
    </Disclosure>
  );
}

type PlacesProps = Pick<Session, "accounts" | "agencies"> & { here: Place; close: () => void };

function Places({ here, accounts, agencies, close }: PlacesProps) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const isWanted = ({ name }: { name: string }) => name.toLowerCase().includes(wanted);
  const isHere = (kind: Place["kind"], slug: string) => here.kind === kind && here.slug === slug;
  const [shownAgencies, shownAccounts] = [agencies.filter(isWanted), accounts.filter(isWanted)];
  return (
    <>
      {agencies.length + accounts.length > MANY && (
        <TextInput
          size="xs"
          type="search"
          mb={6}
          aria-label="Find an agency or account"
          placeholder="Find"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      {shownAgencies.length > 0 && <p className={classes.switchGroup}>Agencies</p>}
      {shownAgencies.map(({ slug, name }) => (
        <Link
          key={slug}
          to="/agencies/$agency"
          params={{ agency: slug }}
          className={choice}
          activeProps={{}}
          aria-current={isHere("agency", slug) ? "true" : undefined}
          onClick={close}
        >
          <span>{name}</span>
          {isHere("agency", slug) && <IconCheck size={16} aria-hidden />}
        </Link>
      ))}
      {agencies.length > 0 && shownAccounts.length > 0 && <p className={classes.switchGroup}>Accounts</p>}
      {shownAccounts.map(({ slug, name }) => (
        <Link
          key={slug}
          to="/a/$account"
          params={{ account: slug }}
          className={choice}
          activeProps={{}}
          aria-current={isHere("account", slug) ? "true" : undefined}
          onClick={close}
        >
          <span>{name}</span>
          {isHere("account", slug) && <IconCheck size={16} aria-hidden />}
        </Link>
      ))}
      {shownAgencies.length + shownAccounts.length === 0 && <p className={classes.switchGroup}>Nothing like that</p>}
    </>
  );
}
