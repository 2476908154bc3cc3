import {
  type AnchorProps,
  type ButtonProps,
  type CSSVariablesResolver,
  createTheme,
  type InputProps,
  type MantineColorsTuple,
  type NativeSelectProps,
  type TableProps,
} from "@mantine/core";
import { accentVariables, brand } from "@/lib/brand";

const ink: MantineColorsTuple = [
  "#f5f7f9",
  "#e9edf1",
  "#d5dce3",
  "#b6c1cb",
  "#8b99a7",
  "#667584",
  "#4d5b69",
  "#34414d",
  "#1c2833",
  "#111a22",
];

const dark: MantineColorsTuple = [
  "#c9d1d9",
  "#a0adba",
  "#8391a0",
  "#5f6d7b",
  "#3c4753",
  "#2f3944",
  "#1f272f",
  "#161c22",
  "#11161b",
  "#0b1014",
];

/** The filled button turns with the scheme; autoContrast looks at the light one only. An agency's host has its own accent. */
const FILLED = {
  "--button-bg": "var(--accent, var(--ink))",
  "--button-hover": "var(--accent-hover, var(--ink-soft))",
  "--button-color": "var(--accent-ink, var(--surface))",
};

/** Components are named, not imported: the first page would else load them all. The colour of the interface is ink; blue, orange, green and red are kept for what numbers mean. */
export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 8, dark: 1 },
  autoContrast: true,
  colors: { ink, dark },
  black: "#17222d",
  fontFamily: "'Inter', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  defaultRadius: "md",
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.375rem", lineHeight: "1.3" }, h2: { fontSize: "1rem", lineHeight: "1.4" } },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: "always" } satisfies AnchorProps },
    Button: {
      defaultProps: { size: "sm" } satisfies ButtonProps,
      vars: (_theme: unknown, { variant = "filled" }: ButtonProps) => ({ root: variant === "filled" ? FILLED : {} }),
    },
    Input: { defaultProps: { size: "sm" } satisfies InputProps },
    NativeSelect: { defaultProps: { size: "sm" } satisfies NativeSelectProps },
    Table: { defaultProps: { verticalSpacing: 8 } satisfies TableProps },
  },
});

/** Mantine's own greys miss WCAG AA in places; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...accentVariables(brand.accent, brand.accentInk),
    "--mantine-color-body": "var(--page)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-placeholder": "var(--ink-soft)",
    "--mantine-color-anchor": "var(--link)",
    "--mantine-color-error": "var(--bad)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
  },
  dark: {
    ...accentVariables(brand.accentDark, brand.accentDarkInk),
    "--mantine-color-body": "var(--page)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-placeholder": "var(--ink-soft)",
    "--mantine-color-anchor": "var(--link)",
    "--mantine-color-error": "var(--bad)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
  },
});
