import { inkOn, isColour } from "@/lib/contrast";
import classes from "./agency.module.css";

type Props = { theme: "light" | "dark"; name: string; logo: string | null; accent: string };

const OURS = {
  light: { page: "#f5f7f9", surface: "#ffffff", ink: "#17222d", soft: "#54626f", accent: "#17222d" },
  dark: { page: "#0e1318", surface: "#161c22", ink: "#edf1f5", soft: "#a0adba", accent: "#edf1f5" },
};

/** A client's log-in page in small, as it would look. */
export function Preview({ theme, name, logo, accent }: Props) {
  const { page, surface, ink, soft, accent: ours } = OURS[theme];
  const colour = isColour(accent) ? accent : ours;
  return (
    <figure className={classes.preview}>
      <figcaption>In the {theme} theme</figcaption>
      <div style={{ background: page, color: ink }} aria-hidden>
        <div className={classes.previewTop}>{logo ? <img src={logo} alt="" /> : <strong>{name}</strong>}</div>
        <div className={classes.previewBox} style={{ background: surface }}>
          <strong>Log in</strong>
          <span style={{ color: soft }}>to see your numbers at {name}</span>
          <span className={classes.previewButton} style={{ background: colour, color: inkOn(colour) }}>
            Log in
          </span>
          <span style={{ color: isColour(accent) ? accent : ink, textDecoration: "underline" }}>
            Forgot your password?
          </span>
        </div>
      </div>
    </figure>
  );
}
