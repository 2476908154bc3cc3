import fields from "@/components/Fields.module.css";
import { useAgency } from "@/lib/agency";
import { sentence } from "@/lib/format";
import classes from "./reports.module.css";

type Props = { chosen: readonly string[]; onChange: (kpis: string[]) => void; error?: string };

/** Which KPIs a report tells of; the usual ones while none is chosen. */
export function KpiChoice({ chosen, onChange, error }: Props) {
  const { kpis } = useAgency();
  const pillars = [...new Set(kpis.map(({ pillar }) => pillar))];
  const toggle = (key: string, isOn: boolean) =>
    onChange(kpis.map((kpi) => kpi.key).filter((each) => (each === key ? isOn : chosen.includes(each))));
  return (
    <details className={classes.choice} open={chosen.length > 0}>
      <summary>
        <strong>KPIs</strong> {chosen.length === 0 ? "the usual ones" : `${chosen.length} chosen`}
      </summary>
      {error && <p role="alert">{error}</p>}
      {pillars.map((pillar) => (
        <fieldset key={pillar} className={classes.pillar}>
          <legend className={fields.group}>{sentence(pillar)}</legend>
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
        </fieldset>
      ))}
    </details>
  );
}
