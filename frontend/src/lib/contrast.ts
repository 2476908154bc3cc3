/** How well a colour stands out on our grounds (WCAG 2.2, relative luminance and contrast ratio): the same rule as the server's. */

export const ENOUGH = 4.5;
export const LIGHT_GROUNDS = ["#ffffff", "#f5f7f9", "#eef1f4"] as const;
export const DARK_GROUNDS = ["#0e1318", "#161c22", "#1f272f"] as const;
const STEPS = 255;

type Channels = [number, number, number];

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

function channels(colour: string): Channels {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as Channels;
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** 0 for black, 1 for white. */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => linear(channel / 255)) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white). */
export function ratio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The least contrast of a colour with any of the grounds. */
export function worst(colour: string, grounds: readonly string[]): number {
  return Math.min(...grounds.map((ground) => ratio(colour, ground)));
}

/** Black or white, whichever reads better on the colour. */
export function inkOn(colour: string): string {
  return ratio("#ffffff", colour) >= ratio("#000000", colour) ? "#ffffff" : "#000000";
}

/** The first colour on the straight way to black or white that has enough contrast with every ground. */
export function nearest(colour: string, grounds: readonly string[], towards: string): string {
  const [start, end] = [channels(colour), channels(towards)];
  for (let step = 0; step <= STEPS; step++) {
    const mixed = start.map((from, at) => Math.round(from + (((end[at] ?? 0) - from) * step) / STEPS));
    const found = `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
    if (worst(found, grounds) >= ENOUGH) return found;
  }
  return towards;
}

/** Rounded down, so that 4.499 does not read as enough: "4.49:1". */
export function ratioText(value: number): string {
  return `${(Math.floor(value * 100) / 100).toFixed(2)}:1`;
}
