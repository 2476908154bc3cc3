import { useAccount } from "@/lib/account";
import { instantText } from "@/lib/days";

/** How new the numbers are and whose days they count. */
export function Freshness() {
  const { account } = useAccount();
  const when = account.asOf ? `Numbers as of ${instantText(account.asOf, account.timezone)}` : "No numbers yet";
  return (
    <span>
      {when} · days in {account.timezone}
    </span>
  );
}
