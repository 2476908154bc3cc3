import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import fields from "@/components/Fields.module.css";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import { LifeDocument, type LifeQuery } from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { query } from "@/lib/api";
import { CloseCard } from "./CloseCard";
import { ErasureCard } from "./ErasureCard";
import { ExportCard } from "./ExportCard";
import { SuspendCard } from "./SuspendCard";
import { TransferCard } from "./TransferCard";

export type LifeOf = LifeQuery["account"];

const POLL = 1_500;

function isUnderWay({ exports, erasures }: LifeOf): boolean {
  return (
    exports.some(({ status }) => status === "QUEUED" || status === "RUNNING") ||
    erasures.some(({ status }) => status !== "DONE")
  );
}

/** What becomes of the account and its data: taken out, erased, handed on, suspended, deleted. */
export function LifeSection() {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const life = useQuery({
    ...query(slug, LifeDocument, {}),
    enabled: canManage,
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data.account) ? POLL : false),
  });
  if (!canManage) {
    return (
      <Card title="Data and closing">
        <p className={fields.text}>Only owners export, hand on, suspend or delete an account.</p>
      </Card>
    );
  }
  if (life.error) return <PartError error={life.error} retry={() => life.refetch()} />;
  if (!life.data) return <Skeleton height={480} />;
  const { account } = life.data;
  return (
    <div className={fields.stack}>
      <ExportCard exports={account.exports} />
      <ErasureCard erasures={account.erasures} />
      <TransferCard members={account.members} />
      <SuspendCard account={account} />
      <CloseCard account={account} />
    </div>
  );
}
