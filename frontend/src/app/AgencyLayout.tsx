import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "@/components/NotFound";
import { PageError } from "@/components/PageError";
import { AgencyShellDocument } from "@/graphql/agency";
import { AgencyProvider } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import { RequestError } from "@/lib/http";
import { sessionQuery } from "@/lib/session";
import { AgencyNavigation } from "./AgencyNavigation";
import classes from "./Shell.module.css";
import { Switcher } from "./Switcher";
import { TopBar } from "./TopBar";

/** The frame around an agency's pages; an agency of others looks like one that does not exist. */
export function AgencyLayout() {
  const { agency: slug } = useParams({ from: "/agencies/$agency" });
  const [isMenuOpen, setMenuOpen] = useState(false);
  const session = useQuery(sessionQuery);
  const { placeholderData: _none, ...options } = agencyQuery(slug, AgencyShellDocument, {});
  const shell = useQuery(options);

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
        <Switcher here={{ kind: "agency", slug }} name={shell.data?.agency.name} session={session.data} />
      </TopBar>
      <AgencyNavigation slug={slug} isOpen={isMenuOpen} onLeave={() => setMenuOpen(false)} />
      <main id="main" tabIndex={-1} className={classes.main}>
        {shell.data && (
          <AgencyProvider slug={slug} shell={shell.data}>
            <Outlet />
          </AgencyProvider>
        )}
      </main>
    </div>
  );
}
