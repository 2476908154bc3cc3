import { TextInput } from "@mantine/core";
import { problemsAt } from "@/components/conditions/draft";
import { Card } from "@/components/Page";
import type { FormProps } from "./Editor";
import classes from "./editor.module.css";
import { keyFrom } from "./expression";

/** What the KPI is called and which question it answers. */
export function QuestionCard({ draft, problems, change, isNew }: FormProps & { isNew: boolean }) {
  const key = draft.key || keyFrom(draft.name);
  const wrong = [problemsAt(problems, "name"), draft.name ? problemsAt(problems, "key") : undefined];
  return (
    <Card title="What does it ask?">
      <div className={classes.fields}>
        <TextInput
          label="Name"
          value={draft.name}
          maxLength={100}
          description={key && isNew ? `For programs: ${key}` : undefined}
          error={wrong.filter(Boolean).join(" ") || undefined}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          autoFocus={isNew}
        />
        <TextInput
          label="The question it answers"
          placeholder="How many refunds are done within a day?"
          value={draft.asks}
          maxLength={300}
          error={problemsAt(problems, "asks")}
          onChange={({ currentTarget }) => change({ asks: currentTarget.value })}
        />
      </div>
    </Card>
  );
}
