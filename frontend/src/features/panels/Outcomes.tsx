import { Partition, type PartitionPart, PartKey } from "@/charts/Partition";
import { TextLink } from "@/components/links";
import { Card } from "@/components/Page";
import type { AiOutcomesQuery } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { count, counted, margin } from "@/lib/format";
import { FILTERS, type RangeSearch } from "@/lib/range";
import { isThin, rateText } from "@/lib/rates";
import { OUTCOMES, type OutcomeName } from "./ends";
import classes from "./panels.module.css";

export type AiOutcomes = AiOutcomesQuery["aiOutcomes"];
type Props = { outcomes: AiOutcomes; range: RangeSearch };

/** What became of every ticket that AI touched: four parts that are all of them, each with its tickets. */
export function OutcomesCard({ outcomes, range }: Props) {
  const parts = OUTCOMES.map(({ name, label, look }): PartitionPart => {
    return { key: name, label, look, amount: outcomes[name].rate.numerator };
  });
  return (
    <Card
      title="What became of the tickets AI touched"
      subtitle={`${counted(outcomes.n, "ticket")} created in this period. The four parts are all of them.`}
    >
      <Partition label="What became of the tickets AI touched" parts={parts} total={outcomes.n} />
      <ul className={`${classes.parts} num`}>
        {OUTCOMES.map((outcome) => (
          <Part key={outcome.name} {...outcome} outcomes={outcomes} range={range} />
        ))}
      </ul>
      {outcomes.isProvisional && (
        <p className={classes.note}>Provisional: tickets of the last days can still change sides.</p>
      )}
    </Card>
  );
}

type PartProps = Props & { name: OutcomeName; label: string; look: PartitionPart["look"]; text: string };

function Part({ name, label, look, text, outcomes, range }: PartProps) {
  const { slug } = useAccount();
  const { rate } = outcomes[name];
  const filters = Object.fromEntries(FILTERS.map((filter) => [filter, range[filter]]));
  return (
    <li>
      <PartKey look={look} />
      <TextLink
        to="/a/$account/tickets"
        params={{ account: slug }}
        search={{ outcome: name, from: outcomes.period.from, to: outcomes.period.to, ...filters }}
      >
        {label}
      </TextLink>
      <span>{rate.numerator > 0 && rate.interval && !isThin(rate) ? margin(rate.interval) : ""}</span>
      <strong className={classes.amount}>{rateText(rate)}</strong>
      <small>
        {counted(rate.numerator, "ticket")} of {count(rate.n)}. {text}
      </small>
    </li>
  );
}
