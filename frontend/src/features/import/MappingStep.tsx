import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/components/Page";
import { useAccount } from "@/lib/account";
import { timezones } from "@/lib/days";
import { bytes } from "@/lib/format";
import { RequestError } from "@/lib/http";
import { ActivitiesCard } from "./ActivitiesCard";
import { ColumnsTable } from "./ColumnsTable";
import classes from "./import.module.css";
import { type Mapping, type Preview, preview, type Upload } from "./imports";
import { meaningText, missing, type Order, orderOf, SHAPES, withOrder, withShape } from "./mapping";

const ORDERS: { value: Order; label: string }[] = [
  { value: "auto", label: "find out" },
  { value: "day", label: "day before month (31/12/2026)" },
  { value: "month", label: "month before day (12/31/2026)" },
  { value: "pattern", label: "a pattern" },
];

const DATES: Record<string, string> = {
  iso: "Dates in the file: year first, like 2026-12-31.",
  "day-first": "Dates in the file: day before month.",
  "month-first": "Dates in the file: month before day.",
  ambiguous: "Dates in the file: every one can be read with the day or the month first. Choose one.",
  epoch: "Dates in the file: seconds since 1970.",
  epoch_ms: "Dates in the file: milliseconds since 1970.",
  "month-name": "Dates in the file: with the name of the month.",
};

type Props = {
  upload: Upload;
  start: Mapping;
  onBack: () => void;
  onDone: (mapping: Mapping, preview: Preview) => void;
};

export function MappingStep({ upload, start, onBack, onDone }: Props) {
  const { slug } = useAccount();
  const [mapping, setMapping] = useState(start);
  const looking = useMutation({
    mutationFn: () => preview(slug, upload.id, mapping),
    onSuccess: (found) => onDone(mapping, found),
  });
  const lacking = missing(mapping);
  const problems = looking.error instanceof RequestError ? looking.error.errors : [];
  return (
    <div className={classes.stack}>
      <FileCard upload={upload} mapping={mapping} onChange={setMapping} />
      <ColumnsTable columns={upload.detected.columns} mapping={mapping} onChange={setMapping} />
      {mapping.shape === "events" && (
        <ActivitiesCard columns={upload.detected.columns} mapping={mapping} onChange={setMapping} />
      )}
      {(problems.length > 0 || looking.error) && (
        <ul role="alert" className={classes.error}>
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>
              {problem.field ? `${problem.field}: ` : ""}
              {problem.message}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onBack}>
          Another file
        </Button>
        <Button loading={looking.isPending} disabled={lacking.length > 0} onClick={() => looking.mutate()}>
          Preview
        </Button>
        {lacking.length > 0 && (
          <span className={classes.hint}>Still needed: {lacking.map(meaningText).join(", ")}.</span>
        )}
      </div>
    </div>
  );
}

type FileProps = { upload: Upload; mapping: Mapping; onChange: (mapping: Mapping) => void };

function FileCard({ upload, mapping, onChange }: FileProps) {
  const { account } = useAccount();
  const { detected } = upload;
  const order = orderOf(mapping);
  const isNarrow = useMediaQuery("(max-width: 560px)");
  const format = Array.isArray(mapping.time?.format) ? mapping.time.format[0] : mapping.time?.format;
  const delimiter =
    { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" }[detected.delimiter] ?? detected.delimiter;
  return (
    <Card
      title={upload.filename}
      subtitle={[bytes(upload.size), detected.encoding, delimiter, detected.compression]
        .filter((one) => one && one !== "none")
        .join(" · ")}
    >
      <fieldset className={classes.fieldset}>
        <legend>What is one row?</legend>
        <SegmentedControl
          value={mapping.shape}
          onChange={(shape) => onChange(withShape(mapping, shape as Mapping["shape"]))}
          aria-label="What is one row?"
          data={SHAPES}
          orientation={isNarrow ? "vertical" : "horizontal"}
          className={classes.shapes}
        />
        <p className={classes.hint}>{SHAPES.find(({ value }) => value === mapping.shape)?.text}</p>
      </fieldset>
      <div className={classes.fields}>
        <TextInput
          label="Name of the source"
          description="Files of one source update the same tickets."
          value={mapping.source}
          onChange={({ currentTarget }) => onChange({ ...mapping, source: currentTarget.value })}
        />
        <NativeSelect
          label="Dates are written"
          description="Day or month first, where both are numbers."
          value={order}
          onChange={({ currentTarget }) => onChange(withOrder(mapping, currentTarget.value as Order))}
          data={ORDERS}
        />
        {order === "pattern" && (
          <TextInput
            label="Pattern"
            description="%d.%m.%Y %H:%M, iso, epoch"
            value={format ?? ""}
            onChange={({ currentTarget }) =>
              onChange({ ...mapping, time: { ...mapping.time, format: currentTarget.value } })
            }
          />
        )}
        <NativeSelect
          label="Time zone of the file"
          description="For times that name none."
          value={mapping.time?.zone ?? account.timezone}
          onChange={({ currentTarget }) =>
            onChange({ ...mapping, time: { ...mapping.time, zone: currentTarget.value } })
          }
          data={timezones()}
        />
      </div>
      <p className={classes.hint}>{DATES[detected.date_format ?? "none"] ?? ""}</p>
      {detected.warnings.length > 0 && (
        <ul className={classes.warnings}>
          {detected.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
