import { IconCheck, IconSelector } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { choice, Disclosure } from "@/components/Disclosure";
import type { Membership } from "@/lib/session";
import classes from "./Shell.module.css";

type Props = { slug: string; name?: string; accounts: Membership[] };

export function AccountSwitcher({ slug, name, accounts }: Props) {
  const shown = name ?? accounts.find((one) => one.slug === slug)?.name ?? slug;
  const face = (
    <>
      <span className={classes.switchName}>{shown}</span>
      <IconSelector size={16} aria-hidden />
    </>
  );
  return (
    <Disclosure label={`${shown}, switch account`} face={face} className={classes.switch} align="start" width={260}>
      {(close) =>
        accounts.map((one) => (
          <Link
            key={one.slug}
            to="/a/$account"
            params={{ account: one.slug }}
            className={choice}
            activeProps={{}}
            aria-current={one.slug === slug ? "true" : undefined}
            onClick={close}
          >
            <span>{one.name}</span>
            {one.slug === slug && <IconCheck size={16} aria-hidden />}
          </Link>
        ))
      }
    </Disclosure>
  );
}
