import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { EmptyState, Page } from "@/components/Page";
import { RowKindsDocument } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { query } from "@/lib/api";
import type { Mapping, Preview, Upload } from "./imports";
import { MappingStep } from "./MappingStep";
import { PreviewStep } from "./PreviewStep";
import { ProgressStep } from "./ProgressStep";
import { RowsMappingStep } from "./RowsMappingStep";
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
  const { slug } = useAccount();
  const search = useSearch({ from: "/a/$account/import" });
  const navigate = useNavigate({ from: "/a/$account/import" });
  const found = useQuery({ ...query(slug, RowKindsDocument, {}), staleTime: 300_000, enabled: canEdit });
  const kinds = found.data?.rowKinds ?? [];
  const kind = kinds.find(({ key }) => key === search.kind);
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
    <Page
      title="Import"
      subtitle="Tickets and their history, or what your helpdesk does not know: AI conversations, searches, costs, shifts and more."
    >
      <Steps at={state.step} />
      {state.step === "file" && search.kind && found.isPending && <Skeleton height={320} radius="lg" />}
      {state.step === "file" && !(search.kind && found.isPending) && (
        <UploadStep
          kinds={kinds}
          kind={kind}
          onKind={(key) => navigate({ search: key ? { kind: key } : {}, resetScroll: false })}
          onDone={(upload) => setState({ step: "columns", upload, mapping: upload.mapping })}
        />
      )}
      {state.step === "columns" && kind && (
        <RowsMappingStep
          kind={kind}
          upload={state.upload}
          start={state.mapping}
          onBack={() => setState({ step: "file" })}
          onDone={(mapping, preview) => setState({ step: "preview", upload: state.upload, mapping, preview })}
        />
      )}
      {state.step === "columns" && !kind && (
        <MappingStep
          upload={state.upload}
          start={state.mapping}
          onBack={() => setState({ step: "file" })}
          onDone={(mapping, preview) => setState({ step: "preview", upload: state.upload, mapping, preview })}
        />
      )}
      {state.step === "preview" && (
        <PreviewStep
          kind={kind}
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
