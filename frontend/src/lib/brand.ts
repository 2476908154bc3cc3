/** How the host we are on shows itself: ours, or that of the agency whose host it is. The server writes it into the page. */

export type Brand = {
  name: string;
  logo: string;
  accent: string;
  accentInk: string;
  accentDark: string;
  accentDarkInk: string;
};

export const OURS: Brand = {
  name: "Plumbline",
  logo: "",
  accent: "",
  accentInk: "",
  accentDark: "",
  accentDarkInk: "",
};

const COLOUR = /^#[0-9a-f]{6}$/;
const LOGO = /^\/brand\/[a-z0-9-]+\/[0-9a-f]{64}\.png$/;

/** What the page says, each part only if it is what it should be: nothing else reaches a style or an address. */
export function parseBrand(text: string | null | undefined): Brand {
  let told: unknown;
  try {
    told = JSON.parse(text ?? "");
  } catch {
    return OURS;
  }
  if (typeof told !== "object" || told === null) return OURS;
  const words = told as Record<string, unknown>;
  const matching = (key: keyof Brand, form: RegExp) => {
    const value = words[key];
    return typeof value === "string" && form.test(value) ? value : "";
  };
  const name = typeof words.name === "string" ? words.name.trim() : "";
  if (!name) return OURS;
  return {
    name,
    logo: matching("logo", LOGO),
    accent: matching("accent", COLOUR),
    accentInk: matching("accentInk", COLOUR),
    accentDark: matching("accentDark", COLOUR),
    accentDarkInk: matching("accentDarkInk", COLOUR),
  };
}

export const isOurs = (brand: Brand) => brand === OURS;

const page = typeof document === "undefined" ? null : document.querySelector<HTMLMetaElement>('meta[name="brand"]');

/** The brand of this host: it cannot change while the page is open. */
export const brand: Brand = parseBrand(page?.content);

/** The title of a page: what it shows, and whose application it is in. */
export function pageTitle(title: string): string {
  return `${title} · ${brand.name}`;
}

/** CSS variables of an accent, "" where ours stay: what is written in it, filled with it, and written upon it. */
export function accentVariables(accent: string, ink: string): Record<string, string> {
  return accent ? { "--link": accent, "--accent": accent, "--accent-hover": accent, "--accent-ink": ink } : {};
}
