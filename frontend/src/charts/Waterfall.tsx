import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { Mark } from "@/components/Mark";
import type { Better, Unit } from "@/graphql/graphql";
import { difference, tick, value } from "@/lib/format";
import { type Effect, type Stage, stages, stretch } from "./stages";
import { useCursor } from "./useCursor";
import classes from "./Waterfall.module.css";

export type WaterfallEffect = Effect & { mark?: "ai" | "human"; isFew?: boolean; isMix?: boolean; note?: string };
type End = { label: string; value: number };
type Props = {
  label: string;
  unit: Unit;
  currency?: string | null;
  better: Better;
  start: End;
  end: End;
  effects: WaterfallEffect[];
  /** Whether the change as a whole is more than chance: only then is a step called better or worse. */
  isCertain: boolean;
};

type Tone = "good" | "bad" | "none";
const WORDS: Record<Tone, string> = { good: "better", bad: "worse", none: "" };

function toneOf(better: Better, isCertain: boolean, { amount, isFew }: WaterfallEffect): Tone {
  if (!isCertain || better === "BAND" || isFew || amount === 0) return "none";
  return amount > 0 === (better === "HIGHER") ? "good" : "bad";
}

/** From one value to another through the effects that lie between: each bar begins where the one before ends. */
export function Waterfall({ label, unit, currency, better, start, end, effects, isCertain }: Props) {
  const text = (amount: number) => value(unit, amount, currency);
  const delta = (amount: number) => difference(unit, amount, currency);
  const found = stages(start.value, effects) as (Stage & WaterfallEffect)[];
  const scale = stretch(unit, [start.value, end.value, ...found.map(({ to }) => to)]);
  const at = (amount: number) => ((amount - scale.low) / (scale.high - scale.low)) * 100;
  const cursor = useCursor(effects.length + 2);
  const words = (index: number) => {
    const stage = found[index - 1];
    if (index === 0) return `${start.label}: ${text(start.value)}`;
    if (!stage) return `${end.label}: ${text(end.value)}`;
    return `${stage.label}: ${delta(stage.amount)} ${WORDS[toneOf(better, isCertain, stage)]}, reaching ${text(stage.to)}`;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return cursor.onKeyDown(event);
    event.preventDefault();
    cursor.setAt(cursor.at === null ? 0 : Math.min(effects.length + 1, Math.max(0, cursor.at + step)));
  };
  return (
    <div>
      <div
        role="slider"
        tabIndex={0}
        className={classes.waterfall}
        aria-label={`${label}: move through the steps with the arrow keys`}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={effects.length + 1}
        aria-valuenow={cursor.at ?? 0}
        aria-valuetext={words(cursor.at ?? 0)}
        onKeyDown={onKeyDown}
        onBlur={() => cursor.setAt(null)}
      >
        <EndRow end={start} words={text(start.value)} at={at} isAt={cursor.at === 0} hasNext />
        {found.map((stage, index) => (
          <EffectRow
            key={stage.key}
            stage={stage}
            words={delta(stage.amount)}
            tone={toneOf(better, isCertain, stage)}
            at={at}
            isAt={cursor.at === index + 1}
          />
        ))}
        <EndRow end={end} words={text(end.value)} at={at} isAt={cursor.at === effects.length + 1} />
        <div className={classes.row} aria-hidden="true">
          <span className={classes.ticks}>
            {scale.ticks.map((mark) => (
              <i key={mark} style={{ left: `${at(mark)}%` }}>
                {tick(unit, mark, currency)}
              </i>
            ))}
          </span>
        </div>
      </div>
      <p className={classes.readout} aria-hidden="true">
        {cursor.at === null ? "Focus the chart and use the arrow keys to read it step by step." : words(cursor.at)}
      </p>
    </div>
  );
}

type At = (amount: number) => number;

type EndProps = { end: End; words: string; at: At; isAt: boolean; hasNext?: boolean };

function EndRow({ end, words, at, isAt, hasNext }: EndProps) {
  return (
    <div className={classes.row} data-at={isAt}>
      <span className={classes.name}>
        <strong>{end.label}</strong>
      </span>
      <span className={classes.track}>
        <i className={classes.dot} style={{ left: `${at(end.value)}%` }} />
        {hasNext && <i className={classes.link} style={{ left: `${at(end.value)}%` }} />}
      </span>
      <strong className={`${classes.amount} num`}>{words}</strong>
    </div>
  );
}

type EffectProps = { stage: Stage & WaterfallEffect; words: string; tone: Tone; at: At; isAt: boolean };

function EffectRow({ stage, words, tone, at, isAt }: EffectProps) {
  const { label, amount, from, to, mark, note, isMix } = stage;
  const Arrow = amount === 0 ? IconArrowRight : amount > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <div className={classes.row} data-at={isAt}>
      <span className={classes.name}>
        <span>
          {mark && <Mark of={mark} />} {label}
        </span>
        {note && <small>{note}</small>}
      </span>
      <span className={classes.track}>
        <i
          className={classes.bar}
          data-tone={tone}
          data-mix={isMix}
          style={{ left: `${at(Math.min(from, to))}%`, width: `${Math.abs(at(to) - at(from))}%` }}
        />
        <i className={classes.link} style={{ left: `${at(to)}%` }} />
      </span>
      <span className={`${classes.amount} num`} data-tone={tone}>
        <Arrow size={14} aria-hidden /> {words} <small>{WORDS[tone]}</small>
      </span>
    </div>
  );
}
