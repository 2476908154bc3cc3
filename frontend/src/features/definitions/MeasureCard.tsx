import { NativeSelect, TextInput } from "@mantine/core";
import { Conditions } from "@/components/conditions/Conditions";
import { exactly, problemsAt } from "@/components/conditions/draft";
import { type Field, factsName, fieldsOf, kindsOf, valuesOf } from "@/components/conditions/fields";
import { Card } from "@/components/Page";
import type { Better, ExpressionReads, Unit } from "@/graphql/graphql";
import type { FormProps } from "./Editor";
import classes from "./editor.module.css";
import { type Draft, READS_NAMES, takesValue, type Under, unitsOf } from "./expression";

const READS = Object.keys(READS_NAMES) as ExpressionReads[];

/** Which facts are read, and how: measure, value, who counts, who meets it, and what it is divided by. */
export function MeasureCard(props: FormProps) {
  const { draft, fields, problems, change } = props;
  const own = fieldsOf(fields, draft.facts);
  const isShare = draft.reads === "SHARE";
  return (
    <Card title="What is counted or measured?">
      <div className={classes.fields}>
        <NativeSelect
          label="Taken from"
          value={draft.facts}
          error={problemsAt(problems, "facts")}
          onChange={({ currentTarget }) => change(withFacts(draft, fields, currentTarget.value))}
          data={kindsOf(fields).map((facts) => ({ value: facts, label: factsName(facts) }))}
        />
        <NativeSelect
          label="Measure"
          value={draft.reads}
          error={problemsAt(problems, "reads")}
          onChange={({ currentTarget }) => change(withReads(draft, fields, currentTarget.value as ExpressionReads))}
          data={READS.map((reads) => ({ value: reads, label: READS_NAMES[reads] }))}
        />
        <Value {...props} />
      </div>
      <Filter title="Which of them count?" hint="All of them, unless you narrow it." place="population" {...props}>
        {own}
      </Filter>
      {isShare && (
        <Filter
          title="Which of those meet it?"
          hint="The share is of those that meet all of this."
          place="condition"
          {...props}
        >
          {own}
        </Filter>
      )}
      {draft.reads === "RATIO" && <Divided {...props} />}
    </Card>
  );
}

type FilterProps = FormProps & { title: string; hint: string; place: "population" | "condition"; children: Field[] };

function Filter({ title, hint, place, draft, problems, change, children }: FilterProps) {
  return (
    <fieldset className={classes.filter}>
      <legend>{title}</legend>
      <p className={classes.note}>{hint}</p>
      <Conditions
        label={title}
        place={place}
        lines={draft[place]}
        fields={children}
        problems={problems}
        onChange={(lines) => change({ [place]: lines })}
      />
      <Wrong>{exactly(problems, place)}</Wrong>
    </fieldset>
  );
}

function Wrong({ children }: { children?: string }) {
  return children ? (
    <p className={classes.wrong} role="alert">
      {children}
    </p>
  ) : null;
}

function optionsOf(values: Field[]) {
  return values.map(({ name, label }) => ({ value: name, label }));
}

function Value({ draft, fields, problems, change }: FormProps) {
  const values = valuesOf(fields, draft.facts, draft.reads === "NET");
  const isRatio = draft.reads === "RATIO";
  if (!takesValue(draft.reads) && !isRatio) return null;
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={isRatio ? "Number above the line" : "Value"}
        value={draft.value}
        error={
          problemsAt(problems, "value") ?? (values.length === 0 ? "These facts have no number to take." : undefined)
        }
        onChange={({ currentTarget }) => change(withUnit({ ...draft, value: currentTarget.value }, fields))}
        data={[...(isRatio ? [{ value: "", label: "how many there are" }] : []), ...optionsOf(values)]}
      />
      {draft.reads === "PERCENTILE" && (
        <TextInput
          label="Percentile"
          inputMode="decimal"
          value={draft.percentile}
          error={problemsAt(problems, "percentile")}
          onChange={({ currentTarget }) => change({ percentile: currentTarget.value })}
        />
      )}
    </div>
  );
}

/** The number below the line of a ratio, from the same or from other facts. */
function Divided({ draft, fields, problems, change }: FormProps) {
  const under = draft.denominator;
  const set = (part: Partial<Under>) => change({ denominator: { ...under, ...part } });
  const values = valuesOf(fields, under.facts);
  return (
    <fieldset className={classes.filter}>
      <legend>Divided by what?</legend>
      <div className={classes.fields}>
        <NativeSelect
          label="Taken from"
          value={under.facts}
          error={problemsAt(problems, "denominator.facts")}
          onChange={({ currentTarget }) =>
            set({ facts: currentTarget.value, population: [], value: "", reads: "COUNT" })
          }
          data={kindsOf(fields).map((facts) => ({ value: facts, label: factsName(facts) }))}
        />
        <NativeSelect
          label="Number below the line"
          value={under.reads === "COUNT" ? "" : under.value}
          error={problemsAt(problems, "denominator.value") ?? problemsAt(problems, "denominator.reads")}
          onChange={({ currentTarget: { value } }) => set({ value, reads: value === "" ? "COUNT" : "SUM" })}
          data={[{ value: "", label: "how many there are" }, ...optionsOf(values)]}
        />
      </div>
      <p className={classes.below}>Which of them count below the line?</p>
      <Conditions
        label="Which of them count below the line"
        place="denominator.population"
        lines={under.population}
        fields={fieldsOf(fields, under.facts)}
        problems={problems}
        onChange={(population) => set({ population })}
      />
      <Wrong>{exactly(problems, "denominator") ?? exactly(problems, "denominator.population")}</Wrong>
    </fieldset>
  );
}

/** The unit stays if the measure can be told in it. */
function withUnit(draft: Draft, fields: Field[]): Draft {
  const units = unitsFor(draft, fields);
  return { ...draft, unit: units.includes(draft.unit) ? draft.unit : (units[0] ?? "COUNT") };
}

/** The units a draft's measure can be told in. */
export function unitsFor(draft: Draft, fields: Field[]): Unit[] {
  const field = fieldsOf(fields, draft.facts).find(({ name }) => name === draft.value);
  return unitsOf(draft.reads, field?.kind === "DURATION");
}

/** Other facts have other fields: the filters begin anew, and the first number is taken. */
export function withFacts(draft: Draft, fields: Field[], facts: string): Draft {
  return withReads({ ...draft, facts, population: [], condition: [], value: "" }, fields, draft.reads);
}

/** Shares and net scores are mostly wanted high, counts and durations low. */
function usually(reads: ExpressionReads): Better {
  return reads === "SHARE" || reads === "NET" ? "HIGHER" : "LOWER";
}

/** Another measure takes a value where it needs one, and the unit and direction that suit it. */
export function withReads(draft: Draft, fields: Field[], reads: ExpressionReads): Draft {
  const values = valuesOf(fields, draft.facts, reads === "NET");
  const isKept = values.some(({ name }) => name === draft.value);
  const value = isKept ? draft.value : (values[0]?.name ?? "");
  const taken = takesValue(reads) ? value : reads === "RATIO" && isKept ? draft.value : "";
  const better = draft.better === usually(draft.reads) ? usually(reads) : draft.better;
  return withUnit({ ...draft, reads, value: taken, better }, fields);
}
