import type { RequestError } from "@/lib/http";
import classes from "./Outcome.module.css";

type Change = { isSuccess: boolean; isPending: boolean; error: RequestError | null };

/** What became of a change: saved, or why not (but for errors that stand beside their field). */
export function Outcome({
  change,
  fields = [],
  done = "Saved.",
}: {
  change: Change;
  fields?: string[];
  done?: string;
}) {
  const problem = change.error?.besides(...fields);
  if (problem) {
    return (
      <p role="alert" className={classes.error}>
        {problem}
      </p>
    );
  }
  return (
    <p role="status" className={classes.hint}>
      {change.isSuccess && !change.isPending ? done : ""}
    </p>
  );
}
