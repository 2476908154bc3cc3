import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import classes from "./CopyText.module.css";

/** Text to take away, with a button that copies it. */
export function CopyText({ text, name }: { text: string; name: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <div className={classes.copy}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls, and keys must be able to scroll it */}
      <pre className={classes.text} tabIndex={0}>
        {text}
      </pre>
      <Button size="xs" variant="default" aria-label={`Copy ${name}`} onClick={() => clipboard.copy(text)}>
        {clipboard.copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
