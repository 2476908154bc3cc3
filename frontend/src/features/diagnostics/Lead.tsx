import type { ReactNode } from "react";
import { Card } from "@/components/Page";
import type { RateCoreFragment } from "@/graphql/graphql";
import { surely } from "@/lib/rates";
import classes from "./diagnostics.module.css";

type Props = { main: string; rate?: RateCoreFragment; children?: ReactNode };

/** The answer in one sentence, its certainty, and what else must be known with it. */
export function Lead({ main, rate, children }: Props) {
  return (
    <Card>
      <p className={`${classes.lead} num`}>
        {main} {rate && <span className={classes.leadRate}>{surely(rate)}</span>}
      </p>
      {children && <p className={classes.note}>{children}</p>}
    </Card>
  );
}
