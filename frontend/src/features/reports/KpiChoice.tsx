import { useId } from "react";
import fields from "@/components/Fields.module.css";
import { useAgency } from "@/lib/agency";
import { sentence } from "@/lib/format";
import classes from "./reports.module.css";

type Props = { chosen: readonly string[]; onChange: (kpis: string[]) => void; error?: string };

/** Which KPIs a report tells of; the usual ones while none is chosen. */
export function KpiChoice({ chosen, onChange, error }: Props) {
  const { kpis } = useAgency();
  const id = useId();
  const pillars = [...new Set(kpis.map(({ pillar }) => pillar))];
  const toggle = (key: string, isOn: boolean) =>
    onChange(kpis.map((kpi) => kpi.key).filter((each) => (each === key ? isOn : chosen.includes(each))));
  return (
    <fieldset className={classes.choice} aria-describedby={id}>
      <legend>KPIs</legend>
      <p id={id} className={fields.hint}>
        {chosen.length === 0 ? "None chosen: the usual ones are told." : `${chosen.length} chosen.`} {error}
      </p>
      {pillars.map((pillar) => (
        <div key={pillar}>
          <h3 className={fields.group}>{sentence(pillar)}</h3>
          <div className={classes.kpis}>
            {kpis
              .filter((kpi) => kpi.pillar === pillar)
              .map(({ key, name }) => (
                <label key={key} className={fields.check}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(key)}
                    onChange={({ currentTarget }) => toggle(key, currentTarget.checked)}
                  />
                  <span>{name}</span>
                </label>
              ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
