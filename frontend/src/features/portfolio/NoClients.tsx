import { ButtonLink } from "@/components/links";
import { EmptyState, Page } from "@/components/Page";
import { useAgency, useAgencyRights } from "@/lib/agency";

/** What every page of the portfolio says before the agency has its first client. */
export function NoClients({ title }: { title: string }) {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  return (
    <Page title={title}>
      <EmptyState
        title="No clients yet"
        action={
          canManage && (
            <ButtonLink to="/agencies/$agency/settings" params={{ agency: slug }} search={{ section: "clients" }}>
              Create or invite a client
            </ButtonLink>
          )
        }
      >
        {canManage
          ? "Create an account for a client, or invite a client who has one. Numbers stand side by side here as soon as two clients have some."
          : "An owner or manager of the agency can create or invite clients; then their numbers stand side by side here."}
      </EmptyState>
    </Page>
  );
}
