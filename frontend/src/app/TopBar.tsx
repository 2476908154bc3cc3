import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconLogout, IconMenu2, IconPlus, IconUserCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ColorSchemeToggle } from "@/components/ColorSchemeToggle";
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
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={36} aria-label="Your log-in">
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {email && (
          <Text size="xs" c="dimmed" px={12} py={6} className={classes.email}>
            {email}
          </Text>
        )}
        <Menu.Item component={Link} to="/accounts/new" leftSection={<IconPlus size={16} />}>
          New account
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
