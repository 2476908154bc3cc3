import type { ReactNode } from "react";
import { Mark } from "@/components/Mark";
import classes from "./Bars.module.css";

export type Bar = {
  key: string;
  label: ReactNode;
  amount: number;
  words: string;
  detail?: ReactNode;
  mark?: "ai" | "human";
  isFew?: boolean;
  isRest?: boolean;
};
type Props = { label: string; bars: Bar[]; cut?: { after: number; words: string } };

/** Counts as bars from zero, one line each, with room for words; `cut` draws a line after the first so many. */
export function Bars({ label, bars, cut }: Props) {
  const largest = Math.max(...bars.map(({ amount }) => amount), 0) || 1;
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ key, label: name, amount, words, detail, mark, isFew, isRest }, index) => (
        <li key={key} data-few={isFew} data-rest={isRest}>
          <span className={classes.name}>
            {mark && <Mark of={mark} />} {name}
          </span>
          <span className={classes.track} aria-hidden="true">
            <i data-of={mark} style={{ width: `${(amount / largest) * 100}%` }} />
          </span>
          <span className={`${classes.words} num`}>{words}</span>
          {detail && <span className={classes.detail}>{detail}</span>}
          {cut && cut.after === index + 1 && index + 1 < bars.length && (
            <span className={classes.cut}>{cut.words}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
