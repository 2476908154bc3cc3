import classes from "./numbers.module.css";

/** The square that stands for AI (orange) or human (blue), always beside the word. */
export function Mark({ of }: { of: "ai" | "human" }) {
  return <span className={classes.mark} data-of={of} aria-hidden="true" />;
}
