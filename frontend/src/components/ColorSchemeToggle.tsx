import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { choice, Disclosure } from "./Disclosure";

const SCHEMES = [
  { key: "light", name: "Light", Icon: IconSun },
  { key: "dark", name: "Dark", Icon: IconMoon },
  { key: "auto", name: "As the system", Icon: IconDeviceDesktop },
] as const;

export function ColorSchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  return (
    <Disclosure label="Colour scheme" face={isDark ? <IconMoon size={18} /> : <IconSun size={18} />} width={190}>
      {(close) =>
        SCHEMES.map(({ key, name, Icon }) => (
          <button
            key={key}
            type="button"
            className={choice}
            aria-pressed={colorScheme === key}
            onClick={() => {
              setColorScheme(key);
              close();
            }}
          >
            <Icon size={16} aria-hidden />
            <span>{name}</span>
            {colorScheme === key && <IconCheck size={14} aria-hidden />}
          </button>
        ))
      }
    </Disclosure>
  );
}
