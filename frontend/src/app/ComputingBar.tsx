import { Progress } from "@mantine/core";
import type { ShellQuery } from "@/graphql/graphql";
import { percent } from "@/lib/format";
import classes from "./Shell.module.css";

/** Says that numbers are still being worked out, and how far that is. */
export function ComputingBar({ account }: { account: ShellQuery["account"] }) {
  if (!account.isComputing) return null;
  const done = account.computeProgress ?? 0;
  return (
    <div className={classes.computing} role="status">
      <span>Working out the numbers from your tickets…</span>
      <Progress className={classes.computingBar} value={done * 100} aria-label="Numbers worked out" />
      <span className="num">{percent(done, 0)}</span>
    </div>
  );
}
