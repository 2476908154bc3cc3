import { TextLink } from "@/components/links";
import type { ShellQuery } from "@/graphql/graphql";
import { instantText } from "@/lib/days";
import classes from "./Shell.module.css";

/** Says above every page that the account is suspended, or about to be erased, and where to take that back. */
export function StandingBar({ account }: { account: ShellQuery["account"] }) {
  const { slug, timezone, suspendedAt, eraseAfter } = account;
  if (!suspendedAt && !eraseAfter) return null;
  return (
    <p className={classes.standing} role="status">
      {eraseAfter
        ? `This account will be erased after ${instantText(eraseAfter, timezone)}.`
        : "This account is suspended: only owners get in, and nothing is taken in or sent."}{" "}
      <TextLink to="/a/$account/settings" params={{ account: slug }} search={{ section: "life" }}>
        {eraseAfter ? "Keep it" : "Open it again"}
      </TextLink>
    </p>
  );
}
