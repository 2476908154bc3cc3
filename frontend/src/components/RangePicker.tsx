import { Button, NativeSelect, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconCalendar } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useAccount } from "@/lib/account";
import { periodText } from "@/lib/days";
import { comparisonText, DEFAULT_PRESET, PRESETS, periodOf, type SpanSearch } from "@/lib/range";
import { boxed, Disclosure } from "./Disclosure";
import classes from "./RangePicker.module.css";

const COMPARISONS = [
  { value: "previous", label: "the days before, same weekdays" },
  { value: "year", label: "a year earlier, same weekdays" },
  { value: "none", label: "nothing" },
];

type Extent = { today: string; dataFrom?: string | null; dataTo?: string | null };
type Props = { range: SpanSearch; onChange: (part: SpanSearch) => void };

/** The period of all numbers on a page of an account and what they are compared with; `x` turns the comparison off and on. */
export function RangePicker(props: Props) {
  const { today, account } = useAccount();
  return <PeriodPicker {...props} extent={{ today, ...account }} />;
}

/** The same where no account is open: `extent` says which day is today and which days have numbers. */
export function PeriodPicker({ range, onChange, extent }: Props & { extent: Extent }) {
  const period = periodOf(range, extent);
  useHotkeys([["x", () => onChange({ compare: range.compare === "none" ? undefined : "none" })]]);
  const face = (
    <>
      <IconCalendar size={16} aria-hidden />
      <span className="num">{periodText(period)}</span>
      <span className={classes.versus}>{comparisonText(range, period) || "no comparison"}</span>
    </>
  );
  return (
    <Disclosure face={face} className={boxed} width={420}>
      {(close) => (
        <Stack gap="sm" p={8}>
          <SegmentedControl
            aria-label="Period"
            fullWidth
            value={range.from ? "" : String(range.days ?? DEFAULT_PRESET)}
            onChange={(days) => {
              onChange({ days: PRESETS.find((one) => String(one) === days), from: undefined, to: undefined });
              close();
            }}
            data={PRESETS.map((days) => ({ value: String(days), label: `${days} days` }))}
          />
          <CustomPeriod
            period={period}
            onPick={(custom) => {
              onChange({ ...custom, days: undefined });
              close();
            }}
          />
          <NativeSelect
            label="Compare with (the key x turns it off and on)"
            value={range.compare ?? "previous"}
            onChange={({ currentTarget: { value } }) =>
              onChange({ compare: value === "previous" ? undefined : (value as SpanSearch["compare"]) })
            }
            data={COMPARISONS}
          />
        </Stack>
      )}
    </Disclosure>
  );
}

type CustomProps = {
  period: { from: string; to: string };
  onPick: (period: { from: string; to: string }) => void;
};

function CustomPeriod({ period, onPick }: CustomProps) {
  const [error, setError] = useState("");
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = String(form.get("from"));
    const to = String(form.get("to"));
    if (!from || !to || from > to) setError("The first day must come before the last.");
    else onPick({ from, to });
  };
  return (
    <form onSubmit={onSubmit} className={classes.custom}>
      <TextInput type="date" name="from" label="From" defaultValue={period.from} error={error} required />
      <TextInput type="date" name="to" label="To (included)" defaultValue={period.to} required />
      <Button type="submit" variant="default">
        Apply
      </Button>
    </form>
  );
}
