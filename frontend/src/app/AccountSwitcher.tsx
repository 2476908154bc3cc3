import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconSelector } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Membership } from "@/lib/session";
import classes from "./Shell.module.css";

type Props = { slug: string; name?: string; accounts: Membership[] };

export function AccountSwitcher({ slug, name, accounts }: Props) {
  const shown = name ?? accounts.find((one) => one.slug === slug)?.name ?? slug;
  return (
    <Menu position="bottom-start" withinPortal={false} width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.switch} aria-label={`Account ${shown}, switch`}>
          <span className={classes.switchName}>{shown}</span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
        {accounts.map((one) => (
          <Menu.Item
            key={one.slug}
            component={Link}
            to={`/a/${one.slug}/` as "/"}
            aria-current={one.slug === slug ? "true" : undefined}
            rightSection={one.slug === slug ? <IconCheck size={16} aria-hidden /> : null}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
