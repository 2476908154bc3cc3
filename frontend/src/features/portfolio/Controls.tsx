import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { PeriodPicker } from "@/components/RangePicker";
import { extentOf, useAgency } from "@/lib/agency";
import { CHANNELS, type SightSearch } from "@/lib/portfolio";

export const CHANNEL_NAMES: Record<(typeof CHANNELS)[number], string> = {
  email: "E-mail",
  chat: "Chat",
  phone: "Phone",
  social: "Social media",
  web: "Web form",
  messaging: "Messaging",
  other: "Other channels",
};

type Props = { search: SightSearch; onChange: (part: Partial<SightSearch>) => void; hasChannel?: boolean };

/** Channel and period of every number on a page of the portfolio. */
export function SightControls({ search, onChange, hasChannel = true }: Props) {
  const { today, clients } = useAgency();
  return (
    <>
      {hasChannel && (
        <NativeSelect
          aria-label="Channel"
          value={search.channel ?? ""}
          onChange={({ currentTarget }) => onChange({ channel: CHANNELS.find((one) => one === currentTarget.value) })}
          data={[
            { value: "", label: "All channels" },
            ...CHANNELS.map((one) => ({ value: one, label: CHANNEL_NAMES[one] })),
          ]}
        />
      )}
      <PeriodPicker range={search} onChange={onChange} extent={{ today, ...extentOf(clients.nodes) }} />
    </>
  );
}

type FindProps = { typed?: string; onType: (typed: string | undefined) => void; className?: string };

/** Narrows the clients by words of their names, a moment after the last key. */
export function FindClient({ typed, onType, className }: FindProps) {
  const [text, setText] = useState(typed ?? "");
  const tell = useDebouncedCallback(onType, 150);
  useEffect(() => setText(typed ?? ""), [typed]);
  return (
    <TextInput
      size="xs"
      type="search"
      className={className}
      aria-label="Find a client"
      placeholder="Find a client"
      leftSection={<IconSearch size={14} aria-hidden />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        tell(value.trim() || undefined);
      }}
    />
  );
}
