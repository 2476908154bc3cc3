import { ActionIcon } from "@mantine/core";
import { IconLogout, IconMenu2, IconPlus, IconUserCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ColorSchemeToggle } from "@/components/ColorSchemeToggle";
import { choice, Disclosure } from "@/components/Disclosure";
import { Logo } from "@/components/Logo";
import { logOut } from "@/lib/session";
import classes from "./Shell.module.css";

type Props = { email?: string; isMenuOpen: boolean; onMenu: () => void; children: ReactNode };

export function TopBar({ email, isMenuOpen, onMenu, children }: Props) {
  return (
    <header className={classes.top}>
      <ActionIcon
        className={classes.burger}
        variant="subtle"
        size={36}
        aria-label="Menu"
        aria-expanded={isMenuOpen}
        aria-controls="navigation"
        onClick={onMenu}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Logo />
      {children}
      <div className={classes.topRight}>
        <ColorSchemeToggle />
        <PersonMenu email={email} />
      </div>
    </header>
  );
}

function PersonMenu({ email }: { email?: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await logOut();
    client.clear();
    navigate({ to: "/" });
  };
  return (
    <Disclosure label="Your log-in" face={<IconUserCircle size={20} />}>
      {(close) => (
        <>
          {email && <p className={classes.email}>{email}</p>}
          <Link to="/accounts/new" className={choice} onClick={close}>
            <IconPlus size={16} aria-hidden />
            <span>New account</span>
          </Link>
          <button type="button" className={choice} onClick={leave}>
            <IconLogout size={16} aria-hidden />
            <span>Log out</span>
          </button>
        </>
      )}
    </Disclosure>
  );
}
