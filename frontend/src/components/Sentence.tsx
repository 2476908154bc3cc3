import classes from "./Sentence.module.css";

/** A sentence from the catalogue; words between backticks are set as code. */
export function Sentence({ children }: { children: string }) {
  const parts = children.split("`");
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <code key={parts.slice(0, index + 1).join("`")} className={classes.code}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}
