import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { NotFound } from "@/components/NotFound";
import { PageError } from "@/components/PageError";
import { ShellDocument } from "@/graphql/graphql";
import { AccountProvider } from "@/lib/account";
import { query } from "@/lib/api";
import { RequestError } from "@/lib/http";
import { sessionQuery } from "@/lib/session";
import { ComputingBar } from "./ComputingBar";
import { Navigation } from "./Navigation";
import classes from "./Shell.module.css";
import { StandingBar } from "./StandingBar";
import { Switcher } from "./Switcher";
import { TopBar } from "./TopBar";

const WHILE_COMPUTING = 2_000;
const AT_REST = 60_000;

/** Reads anew whatever is on the screen once the account's numbers are newer than it. */
function useFreshness(slug: string, asOf: string | null | undefined, tickets: number | undefined) {
  const client = useQueryClient();
  const stamp = `${asOf} ${tickets}`;
  const [seen, setSeen] = useState(stamp);
  useEffect(() => {
    if (tickets === undefined || stamp === seen) return;
    setSeen(stamp);
    const isNumbers = (key: readonly unknown[]) => key[0] === slug && key[1] !== ShellDocument.__meta__?.hash;
    client.invalidateQueries({ predicate: ({ queryKey }) => isNumbers(queryKey) });
  }, [client, slug, stamp, seen, tickets]);
}

export function AccountLayout() {
  const { account: slug } = useParams({ from: "/a/$account" });
  const [isMenuOpen, setMenuOpen] = useState(false);
  const session = useQuery(sessionQuery);
  const { placeholderData: _none, ...options } = query(slug, ShellDocument, {});
  const shell = useQuery({
    ...options,
    refetchInterval: (running) => (running.state.data?.account.isComputing ? WHILE_COMPUTING : AT_REST),
  });
  useFreshness(slug, shell.data?.account.asOf, shell.data?.account.ticketCount);

  if (shell.error && !shell.data) {
    const isMissing = shell.error instanceof RequestError && [401, 403, 404].includes(shell.error.status);
    return isMissing ? <NotFound /> : <PageError error={shell.error} reset={() => shell.refetch()} />;
  }
  return (
    <div className={classes.shell}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <TopBar email={session.data?.user?.email} isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(!isMenuOpen)}>
        <Switcher here={{ kind: "account", slug }} name={shell.data?.account.name} session={session.data} />
      </TopBar>
      <Navigation slug={slug} isOpen={isMenuOpen} onLeave={() => setMenuOpen(false)} />
      <main id="main" tabIndex={-1} className={classes.main}>
        {shell.data && (
          <AccountProvider slug={slug} shell={shell.data}>
            <StandingBar account={shell.data.account} />
            <ComputingBar account={shell.data.account} />
            <Outlet />
          </AccountProvider>
        )}
      </main>
    </div>
  );
}
