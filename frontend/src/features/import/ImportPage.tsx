import { useEffect, useState } from "react";
import { EmptyState, Page } from "@/components/Page";
import { useRights } from "@/lib/account";
import type { Mapping, Preview, Upload } from "./imports";
import { MappingStep } from "./MappingStep";
import { PreviewStep } from "./PreviewStep";
import { ProgressStep } from "./ProgressStep";
import { Steps } from "./Steps";
import { UploadStep } from "./UploadStep";

type State =
  | { step: "file" }
  | { step: "columns"; upload: Upload; mapping: Mapping }
  | { step: "preview"; upload: Upload; mapping: Mapping; preview: Preview }
  | { step: "import"; upload: Upload };

/** A file's way into the account: upload, what its columns mean, what would come of it, and the import itself. */
export function ImportPage() {
  const [state, setState] = useState<State>({ step: "file" });
  const { canEdit } = useRights();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new step begins at its top
  useEffect(() => {
    scrollTo(0, 0);
  }, [state.step]);
  if (!canEdit) {
    return (
      <Page title="Import">
        <EmptyState title="Importing is for owners and analysts">
          Ask an owner of this account to give you that role.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Import" subtitle="Tickets and their history from a CSV file, as your helpdesk exports it.">
      <Steps at={state.step} />
      {state.step === "file" && (
        <UploadStep onDone={(upload) => setState({ step: "columns", upload, mapping: upload.mapping })} />
      )}
      {state.step === "columns" && (
        <MappingStep
          upload={state.upload}
          start={state.mapping}
          onBack={() => setState({ step: "file" })}
          onDone={(mapping, preview) => setState({ step: "preview", upload: state.upload, mapping, preview })}
        />
      )}
      {state.step === "preview" && (
        <PreviewStep
          upload={state.upload}
          mapping={state.mapping}
          preview={state.preview}
          onBack={() => setState({ step: "columns", upload: state.upload, mapping: state.mapping })}
          onStarted={() => setState({ step: "import", upload: state.upload })}
        />
      )}
      {state.step === "import" && <ProgressStep upload={state.upload} onAgain={() => setState({ step: "file" })} />}
    </Page>
  );
}
