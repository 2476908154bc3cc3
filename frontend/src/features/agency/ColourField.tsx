import { Button, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import fields from "@/components/Fields.module.css";
import { ENOUGH, isColour, nearest, ratioText, worst } from "@/lib/contrast";
import classes from "./agency.module.css";

const OURS: Record<string, string> = { "#000000": "#17222d", "#ffffff": "#edf1f5" };

type Props = {
  label: string;
  colour: string;
  onChange: (colour: string) => void;
  grounds: readonly string[];
  /** Where a colour that does not read moves to: black on light ground, white on dark. */
  towards: string;
  error?: string;
};

/** A colour, picked or typed, and whether writing in it can be read. */
export function ColourField({ label, colour, onChange, grounds, towards, error }: Props) {
  const given = colour.toLowerCase();
  return (
    <div>
      <TextInput
        label={label}
        placeholder="#1a4f86, or empty for ours"
        value={colour}
        onChange={({ currentTarget }) => onChange(currentTarget.value.trim())}
        error={error}
        rightSectionWidth={46}
        rightSection={
          <input
            type="color"
            className={classes.swatch}
            aria-label={`Pick: ${label.toLowerCase()}`}
            value={isColour(given) ? given : OURS[towards]}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        }
      />
      <p className={classes.verdict} role="status">
        <Verdict {...{ given, grounds, towards, onChange }} />
      </p>
    </div>
  );
}

type VerdictProps = Pick<Props, "grounds" | "towards" | "onChange"> & { given: string };

function Verdict({ given, grounds, towards, onChange }: VerdictProps) {
  if (given === "") return <>Ours is used.</>;
  if (!isColour(given)) return <>A colour is # and six hexadecimal digits.</>;
  const found = worst(given, grounds);
  if (found >= ENOUGH) {
    return (
      <>
        <span className={fields.good}>
          <IconCircleCheck size={14} aria-hidden /> Reads well
        </span>{" "}
        contrast {ratioText(found)}
      </>
    );
  }
  const better = nearest(given, grounds, towards);
  return (
    <>
      <span className={fields.bad}>
        <IconAlertTriangle size={14} aria-hidden /> Too faint
      </span>{" "}
      contrast {ratioText(found)}, {ENOUGH}:1 is needed.{" "}
      <Button variant="default" size="compact-xs" onClick={() => onChange(better)}>
        Take {better}
      </Button>
    </>
  );
}
