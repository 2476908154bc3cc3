import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ColorSchemeToggle } from "@/components/ColorSchemeToggle";
import { Logo } from "@/components/Logo";
import { ButtonLink, TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { brand, isOurs } from "@/lib/brand";
import { type Session, sessionQuery } from "@/lib/session";
import classes from "./Landing.module.css";

const CLAIMS = [
  {
    title: "Facts first",
    text: "Every ticket's history becomes one row of facts: first reply, every wait, who resolved it, whether it came back. Open any of them and read the rule that made it.",
  },
  {
    title: "AI and people apart",
    text: "A fast bot can hide a slow team. Each number is split into what AI did and what people did, and stands beside the one that shows its price.",
  },
  {
    title: "No more certain than it is",
    text: "Sample size, margin and previous period stand by every number. What chance can explain is called unchanged.",
  },
];

/** Before one is inside an account: on an agency's host its name and doors, and nothing about us. */
export function Landing() {
  return isOurs(brand) ? <OurLanding /> : <AgencyLanding />;
}

function AgencyLanding() {
  const session = useQuery(sessionQuery);
  return (
    <Plain title={brand.name}>
      {session.data?.user ? (
        <Places session={session.data} />
      ) : (
        <ButtonLink to="/log-in" size="md">
          Log in
        </ButtonLink>
      )}
    </Plain>
  );
}

function OurLanding() {
  const session = useQuery(sessionQuery);
  useEffect(() => {
    document.title = "Plumbline: support KPIs you can check";
  }, []);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Logo />
        <div className={classes.doors}>
          <ColorSchemeToggle />
          {!session.data?.user && (
            <ButtonLink to="/log-in" variant="default">
              Log in
            </ButtonLink>
          )}
        </div>
      </header>
      <main className={classes.main}>
        <h1 className={classes.title}>Support KPIs you can check, down to the ticket.</h1>
        <p className={classes.lead}>
          Plumbline reads your helpdesk's history and works out how fast, how well and by whom your customers are
          helped. Import a file and see your own numbers in ten minutes.
        </p>
        <Doors session={session.data} />
        <ul className={classes.claims}>
          {CLAIMS.map(({ title, text }) => (
            <li key={title}>
              <h2 className={classes.claim}>{title}</h2>
              <p className={classes.text}>{text}</p>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}

function Doors({ session }: { session?: Session }) {
  if (!session?.user) {
    return (
      <div className={classes.doors}>
        <ButtonLink to="/sign-up" size="md">
          Sign up
        </ButtonLink>
        <ButtonLink to="/log-in" size="md" variant="default">
          Log in
        </ButtonLink>
        <TextLink to="/sign-up" search={{ next: "/agencies/new" }}>
          I run an agency
        </TextLink>
      </div>
    );
  }
  return <Places session={session} mayFound />;
}

function Places({ session, mayFound = false }: { session: Session; mayFound?: boolean }) {
  return (
    <nav aria-label="Your agencies and accounts">
      <ul className={classes.accounts}>
        {(session.agencies ?? []).map(({ slug, name }) => (
          <li key={slug}>
            <TextLink to="/agencies/$agency" params={{ agency: slug }} underline="never" className={classes.account}>
              <strong>{name}</strong>
              <span className={classes.zone}>Agency: all clients side by side</span>
            </TextLink>
          </li>
        ))}
        {session.accounts.map(({ slug, name, timezone }) => (
          <li key={slug}>
            <TextLink to="/a/$account" params={{ account: slug }} underline="never" className={classes.account}>
              <strong>{name}</strong>
              <span className={classes.zone}>{timezone}</span>
            </TextLink>
          </li>
        ))}
      </ul>
      {mayFound && (
        <ButtonLink to="/accounts/new" variant={session.accounts.length > 0 ? "default" : "filled"}>
          New account
        </ButtonLink>
      )}
    </nav>
  );
}
