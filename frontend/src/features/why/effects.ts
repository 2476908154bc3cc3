/** A decomposition as the steps of a waterfall: the segments' own effects, then the mix. */

import { gathered } from "@/charts/stages";
import type { WaterfallEffect } from "@/charts/Waterfall";
import type { Unit } from "@/graphql/graphql";
import { percent, value } from "@/lib/format";
import { isFew } from "@/lib/words";
import { type Decomposition, isTotal, type Segment } from "./decomposition";

const SHOWN = 8;

type Currency = string | null | undefined;

/** "AI", "chat", "unlabelled" */
export function nameOf({ label, key }: Pick<Segment, "label" | "key">): string {
  return label || key || "unlabelled";
}

/** Whether either period has too few cases of a segment to judge it. */
export function isThin({ kpi }: Decomposition, { nBefore, nNow }: Segment): boolean {
  return isFew(kpi.unit, Math.min(nBefore, nNow));
}

function markOf({ by }: Decomposition, { key }: Segment): "ai" | "human" | undefined {
  return by === "RESOLVER" && (key === "ai" || key === "human") ? key : undefined;
}

function movedText(unit: Unit, currency: Currency, { valueBefore, valueNow }: Segment): string {
  return `${value(unit, valueBefore, currency)} → ${value(unit, valueNow, currency)}`;
}

export function sharesText({ shareBefore, shareNow }: Segment): string {
  const text = (share?: number | null) => (typeof share === "number" ? percent(share) : "–");
  return `${text(shareBefore)} → ${text(shareNow)}`;
}

function rates(decomposition: Decomposition, currency: Currency): WaterfallEffect[] {
  const { segments, kpi } = decomposition;
  const isSum = isTotal(decomposition);
  const all = segments
    .filter(({ rateEffect }) => Boolean(rateEffect))
    .map((segment) => ({
      key: `rate ${segment.key}`,
      label: nameOf(segment),
      amount: segment.rateEffect ?? 0,
      mark: markOf(decomposition, segment),
      isFew: isThin(decomposition, segment),
      note: isSum ? undefined : movedText(kpi.unit, currency, segment),
    }));
  return gathered(all, SHOWN, "smaller ones");
}

function mixes(decomposition: Decomposition): WaterfallEffect[] {
  const all = decomposition.segments
    .filter(({ mixEffect }) => Boolean(mixEffect))
    .map((segment) => ({
      key: `mix ${segment.key}`,
      label: `Mix: ${nameOf(segment)}`,
      amount: segment.mixEffect ?? 0,
      mark: markOf(decomposition, segment),
      isMix: true,
      note: `share ${sharesText(segment)}`,
    }));
  return gathered(all, SHOWN, "smaller mix effects").map((one) => ({ ...one, isMix: true }));
}

/** Every step between the two values; they add up to the change. */
export function effectsOf(decomposition: Decomposition, currency: Currency, isMixCut: boolean): WaterfallEffect[] {
  const own = rates(decomposition, currency);
  if (isTotal(decomposition)) return own;
  if (isMixCut) return [...own, ...mixes(decomposition)];
  const amount = decomposition.mixEffect ?? 0;
  return [...own, { key: "mix", label: "Mix", amount, isMix: true, note: "other shares of the segments" }];
}
