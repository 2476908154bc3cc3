import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ButtonLink, TextLink } from "@/components/links";
import { PartError } from "@/components/PageError";
import { Plain } from "@/components/Plain";
import { browserTimezone, instantText } from "@/lib/days";
import { RequestError } from "@/lib/http";
import { askerOf, cautionOf, headlineOf, type Invitation, introOf, lookAt, rightsOf } from "@/lib/invitations";
import { logOut, sessionQuery } from "@/lib/session";
import { Accept } from "./Accept";
import classes from "./invitations.module.css";

/** The link of an invitation's letter lands here: who asks for what, and what it would open. */
export function InvitationPage() {
  const { token } = useParams({ from: "/invitations/$token" });
  const look = useQuery({ queryKey: ["invitation", token], queryFn: () => lookAt(token), retry: false });
  if (look.error instanceof RequestError && look.error.status === 404) return <Unknown />;
  const past = look.error instanceof RequestError && PAST[look.error.errors[0]?.code ?? ""];
  if (past) return <Past {...past} />;
  if (look.error) {
    return (
      <Plain title="Invitation">
        <PartError error={look.error} retry={() => look.refetch()} />
      </Plain>
    );
  }
  if (!look.data) {
    return (
      <Plain title="Invitation">
        <Skeleton height={220} />
      </Plain>
    );
  }
  return <Open token={token} asked={look.data} />;
}

function Unknown() {
  return (
    <Plain title="This invitation does not exist">
      <p>The link may be cut off: open it again from the letter, or ask whoever invited you to send a new one.</p>
      <ButtonLink to="/">Go to the start page</ButtonLink>
    </Plain>
  );
}

type PastProps = { title: string; text: string };

const PAST: Record<string, PastProps> = {
  EXPIRED: {
    title: "This invitation has expired",
    text: "Invitations hold for seven days. Ask whoever invited you to send it again.",
  },
  ACCEPTED: {
    title: "This invitation was used already",
    text: "Each link works once. If it was you, log in and you are there; if it was not, tell whoever invited you.",
  },
  REVOKED: {
    title: "This invitation was taken back",
    text: "Look for a later letter, or ask whoever invited you.",
  },
};

function Past({ title, text }: PastProps) {
  return (
    <Plain title={title}>
      <p>{text}</p>
      <ButtonLink to="/">Go to the start page</ButtonLink>
    </Plain>
  );
}

function Open({ token, asked }: { token: string; asked: Invitation }) {
  const session = useQuery(sessionQuery);
  const asking = { kind: asked.kind, from: askerOf(asked), role: asked.role };
  const caution = cautionOf(asking);
  const isStranger = session.data?.user === null;
  return (
    <Plain title={headlineOf(asking)}>
      <p>
        {asked.by ? `${asked.by} sent this to ` : "This was sent to "}
        {asked.email}.
      </p>
      <p className={classes.intro}>{introOf(asking)}</p>
      <ul className={classes.rights}>
        {rightsOf(asked.kind, asked.role).map((right) => (
          <li key={right}>{right}</li>
        ))}
      </ul>
      {caution && <p className={classes.caution}>{caution}</p>}
      {!asked.fits && isStranger && <Doors token={token} />}
      {!asked.fits && session.data?.user && (
        <Foreign token={token} asked={asked} from={asking.from} email={session.data.user.email} />
      )}
      {asked.fits && <Accept token={token} asked={asked} />}
      <p className={classes.until}>Holds until {instantText(asked.expiresAt, browserTimezone())}, and works once.</p>
    </Plain>
  );
}

function Doors({ token }: { token: string }) {
  const next = `/invitations/${token}`;
  return (
    <div className={classes.doors}>
      <ButtonLink to="/sign-up" search={{ next }}>
        Sign up to accept
      </ButtonLink>
      <ButtonLink to="/log-in" search={{ next }} variant="default">
        I have a log-in
      </ButtonLink>
    </div>
  );
}

/** Logged in with another address than the one that was invited, or with one not confirmed yet. */
function Foreign({ token, asked, from, email }: { token: string; asked: Invitation; from: string; email: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await logOut();
    client.clear();
    await navigate({ to: "/log-in", search: { next: `/invitations/${token}` } });
  };
  return (
    <div role="status">
      <p className={classes.foreign}>
        You are logged in as {email}. The invitation is for {asked.email} and can be accepted only with that address,
        once it is confirmed.
      </p>
      <div className={classes.doors}>
        <Button onClick={leave}>Log in with that address</Button>
      </div>
      <p className={classes.until}>
        Is the address wrong? Ask {asked.by ?? from} to invite {email}, or <TextLink to="/">go on without it</TextLink>.
      </p>
    </div>
  );
}
