import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { Card } from "@/components/Page";
import { useAccount } from "@/lib/account";
import classes from "./import.module.css";
import { type Upload, upload } from "./imports";
import { KindChooser } from "./KindChooser";
import type { RowKind } from "./rows";

type Props = {
  kinds: readonly RowKind[];
  kind?: RowKind;
  onKind: (key?: string) => void;
  onDone: (upload: Upload) => void;
};

export function UploadStep({ kinds, kind, onKind, onDone }: Props) {
  const { slug } = useAccount();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const sending = useMutation({ mutationFn: (file: File) => upload(slug, file, kind?.key), onSuccess: onDone });
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) sending.mutate(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Card title="Choose a file">
      <KindChooser kinds={kinds} kind={kind} onKind={onKind} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same */}
      <div
        className={classes.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <p>Drop a CSV file here, or</p>
        <Button loading={sending.isPending} onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="File to import"
          accept=".csv,.tsv,.txt,.gz,.jsonl,.ndjson,text/csv"
          onChange={({ currentTarget }) => take(currentTarget.files)}
        />
        <p className={classes.hint}>
          Comma, semicolon or tab{kind ? ", or JSON Lines" : ""}; UTF-8 or Latin-1; plain or gzip.
        </p>
      </div>
      {sending.error && (
        <p role="alert" className={classes.error}>
          {sending.error.message}
        </p>
      )}
      <p className={classes.hint}>
        Nothing is imported yet: you will see what each column means and what would be refused. Importing a file twice
        changes nothing.
      </p>
    </Card>
  );
}
