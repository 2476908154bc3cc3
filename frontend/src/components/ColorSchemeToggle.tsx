import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

const SCHEMES = [
  { key: "light", name: "Light", Icon: IconSun },
  { key: "dark", name: "Dark", Icon: IconMoon },
  { key: "auto", name: "As the system", Icon: IconDeviceDesktop },
] as const;

export function ColorSchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={36} aria-label="Colour scheme">
          {isDark ? <IconMoon size={18} /> : <IconSun size={18} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ key, name, Icon }) => (
          <Menu.Item
            key={key}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === key ? <IconCheck size={14} aria-hidden /> : null}
            aria-current={colorScheme === key ? "true" : undefined}
            onClick={() => setColorScheme(key)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
