import { Link, useSearch } from "@tanstack/react-router";
import { Page } from "@/components/Page";
import { useAccount } from "@/lib/account";
import classes from "./diagnostics.module.css";
import { DIAGNOSTICS, GROUPS } from "./registry";

/** All diagnostics by the question they answer. */
export function DiagnosticList() {
  const { slug } = useAccount();
  const range = useSearch({ from: "/a/$account/diagnostics" });
  return (
    <Page
      title="Diagnostics"
      subtitle="Lists of causes and cases behind the KPIs: where to look, and what to do first."
    >
      {GROUPS.map((group) => (
        <section key={group} aria-label={group}>
          <h2 className={classes.group}>{group}</h2>
          <ul className={classes.cards}>
            {DIAGNOSTICS.filter((one) => one.group === group).map(({ name, title, asks }) => (
              <li key={name}>
                <Link
                  to="/a/$account/diagnostics/$name"
                  params={{ account: slug, name }}
                  search={range}
                  className={classes.card}
                >
                  <strong>{title}</strong>
                  <span>{asks}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
