import { SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { ReportPreviewDocument } from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery } from "@/lib/api";
import classes from "./reports.module.css";

const SHOWS = [
  { value: "html", label: "As a letter" },
  { value: "text", label: "As plain text" },
];

/** The letter as its readers would get it now; its markup runs nothing and reaches nothing. */
export function PreviewCard({ id }: { id: string }) {
  const { slug } = useAgency();
  const [show, setShow] = useState("html");
  const read = useQuery(agencyQuery(slug, ReportPreviewDocument, { id }));
  const preview = read.data?.report?.preview;
  return (
    <Card
      title="As it would be sent now"
      subtitle={preview && `Subject: ${preview.subject}`}
      actions={<SegmentedControl aria-label="Show it" size="xs" value={show} onChange={setShow} data={SHOWS} />}
    >
      {read.error && <PartError error={read.error} retry={() => read.refetch()} />}
      {read.isPending && <Skeleton height={620} />}
      {preview && show === "html" && (
        <iframe className={classes.letter} title="The letter" sandbox="" srcDoc={preview.html} />
      )}
      {preview && show === "text" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls, and keys must be able to scroll it
        <pre className={classes.text} tabIndex={0}>
          {preview.text}
        </pre>
      )}
    </Card>
  );
}
