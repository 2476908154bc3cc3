import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Bars } from "@/charts/Bars";
import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { Sentence } from "@/components/Sentence";
import { FrictionDocument, type FrictionQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { query } from "@/lib/api";
import { longDay } from "@/lib/days";
import { count, counted, percent } from "@/lib/format";
import { filtersOf, periodOf, type RangeSearch } from "@/lib/range";
import { isThin, rateText, surely } from "@/lib/rates";
import classes from "./panels.module.css";

type Found = FrictionQuery["friction"];

/** Where customers have to work hard: in their own words, by topic, and what they ask right after an AI answer. */
export function Friction({ range }: { range: RangeSearch }) {
  const { slug, account, today } = useAccount();
  const variables = { period: periodOf(range, { today, ...account }), filter: filtersOf(range) };
  const friction = useQuery(query(slug, FrictionDocument, variables));
  if (friction.error) return <PartError error={friction.error} retry={() => friction.refetch()} />;
  if (!friction.data) return <Skeleton height={420} radius="lg" />;
  const found = friction.data.friction;
  return (
    <div className={classes.stack} aria-busy={friction.isFetching}>
      <div className={classes.two}>
        <Effort found={found} />
        <Complaints found={found} />
      </div>
      <AfterAi found={found} />
      <Comments found={found} />
      {found.missing.length > 0 && <Missing sentences={found.missing} />}
    </div>
  );
}

type Topic = Found["effortTopics"][number];

function topicBars(topics: readonly Topic[]) {
  return topics.slice(0, 8).map(({ key, label, n, total, rate }) => ({
    key,
    label,
    amount: n,
    words: `${count(n)} of ${count(total)}`,
    isFew: isThin(rate),
    detail: surely(rate),
  }));
}

function Effort({ found: { effort, effortTopics, words } }: { found: Found }) {
  return (
    <Card
      title="Answers that say it was hard"
      subtitle={`${count(effort.numerator)} of ${counted(effort.n, "answer")} about effort in the harder half of their scale: ${surely(effort)}`}
    >
      {effort.n === 0 ? (
        <p className={classes.nothing}>No answers about effort in this period.</p>
      ) : (
        <Bars label="Hard answers by topic" bars={topicBars(effortTopics)} />
      )}
      {words.length > 0 && (
        <p className={classes.note}>
          Words that stand in these comments:{" "}
          {words
            .slice(0, 10)
            .map(({ word, rate }) => `${word} (${count(rate.numerator)} of ${count(rate.n)})`)
            .join(", ")}
          .
        </p>
      )}
    </Card>
  );
}

function Complaints({ found: { complaints, complaintTopics } }: { found: Found }) {
  return (
    <Card title="Complaints" subtitle={`${counted(complaints, "complaint")} in this period, by topic.`}>
      {complaints === 0 ? (
        <p className={classes.nothing}>None was sent for this period.</p>
      ) : (
        <Bars label="Complaints by topic" bars={topicBars(complaintTopics)} />
      )}
    </Card>
  );
}

function AfterAi({ found: { afterAi, windowDays, next } }: { found: Found }) {
  const { slug } = useAccount();
  return (
    <Card
      title="What customers ask right after an AI answer"
      subtitle={`After ${rateText(afterAi)} of ${counted(afterAi.n, "answer")} by AI the customer opened another ticket within ${counted(windowDays, "day")}.`}
    >
      {next.length === 0 && (
        <p className={classes.nothing}>Nobody asked again in this period, or customers are not known.</p>
      )}
      <ul className={classes.asked}>
        {next.slice(0, 10).map(({ answered, asked, n, rate, subjects, ticketIds }) => (
          <li key={`${answered} ${asked}`}>
            <p className={classes.askedHead}>
              <span>
                {answered} <span aria-hidden="true">→</span>
                <span className={classes.spoken}>then</span> <strong>{asked}</strong>
              </span>
              <span className="num">
                {counted(n, "time")}, {surely(rate)}
              </span>
            </p>
            <ul className={classes.subjects}>
              {subjects.slice(0, 3).map((subject, at) => (
                <li key={`${ticketIds[at]} ${subject}`}>
                  {ticketIds[at] ? (
                    <TextLink to="/a/$account/tickets/$id" params={{ account: slug, id: ticketIds[at] }}>
                      {subject}
                    </TextLink>
                  ) : (
                    subject
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const KINDS: Record<string, string> = { effort: "hard", complaint: "complaint" };

function Comments({ found: { comments } }: { found: Found }) {
  const { slug } = useAccount();
  if (comments.length === 0) return null;
  return (
    <Card title="In their words" subtitle="The newest comments of customers who found it hard, or complained.">
      <ul className={classes.comments}>
        {comments.slice(0, 12).map(({ kind, day, topic, ease, comment, ticketId }) => (
          <li key={`${day} ${ticketId} ${comment}`}>
            <blockquote>{comment}</blockquote>
            <p className={classes.byline}>
              {[
                KINDS[kind] ?? kind,
                typeof ease === "number" ? `ease ${percent(ease, 0)} of its scale` : "",
                topic,
                longDay(day),
              ]
                .filter(Boolean)
                .join(" · ")}
              {ticketId && (
                <>
                  {" · "}
                  <TextLink to="/a/$account/tickets/$id" params={{ account: slug, id: ticketId }}>
                    the ticket
                  </TextLink>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Missing({ sentences }: { sentences: readonly string[] }) {
  const { slug } = useAccount();
  return (
    <Card title="What is not in here">
      {sentences.map((sentence) => (
        <p key={sentence} className={classes.nothing}>
          <Sentence>{sentence}</Sentence>
        </p>
      ))}
      <TextLink to="/a/$account/import" params={{ account: slug }}>
        Import it
      </TextLink>
    </Card>
  );
}
