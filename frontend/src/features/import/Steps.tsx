import { IconCheck } from "@tabler/icons-react";
import classes from "./import.module.css";

const STEPS = [
  { key: "file", name: "File" },
  { key: "columns", name: "Columns" },
  { key: "preview", name: "Preview" },
  { key: "import", name: "Import" },
];

export function Steps({ at }: { at: string }) {
  const current = STEPS.findIndex(({ key }) => key === at);
  return (
    <ol className={classes.steps} aria-label="Steps of the import">
      {STEPS.map(({ key, name }, index) => (
        <li key={key} aria-current={index === current ? "step" : undefined} data-done={index < current}>
          <span className={classes.stepMark}>
            {index < current ? <IconCheck size={14} aria-label="done" /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
