import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { KpiRetireDocument } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import own from "./definition.module.css";

/** Takes a KPI of the account's own out of the catalogue, after asking. */
export function Retire({ kpi }: { kpi: { key: string; name: string } }) {
  const { slug } = useAccount();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const retiring = useChange(slug, KpiRetireDocument);
  const retire = async () => {
    await navigate({ to: "/a/$account/kpis", params: { account: slug } });
    retiring.mutate({ kpi: kpi.key });
  };
  if (!isAsking) {
    return (
      <Button variant="subtle" size="xs" onClick={() => setAsking(true)}>
        Retire
      </Button>
    );
  }
  return (
    <div className={own.asking} role="alert">
      <p>
        {kpi.name} leaves the catalogue, the scorecard and every list, and is no longer computed. It cannot be brought
        back, and its key is not given again.
      </p>
      {retiring.error && <p>{retiring.error.message}</p>}
      <Button size="xs" onClick={retire} loading={retiring.isPending}>
        Retire it
      </Button>
      <Button size="xs" variant="subtle" onClick={() => setAsking(false)}>
        Keep it
      </Button>
    </div>
  );
}
