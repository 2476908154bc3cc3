/** What became of an edition, in words. */
import { counted } from "@/lib/format";
import type { Edition } from "./HistoryCard";

const DELIVERED = 2;

function addresses(amount: number): string {
  return counted(amount, "address").replace("addresss", "addresses");
}

/** "to ann@shop.test", "to 5 addresses", "on its way to 2 of 3 addresses", "waits for the period’s numbers" */
export function deliveriesText({ state, note, deliveries }: Pick<Edition, "state" | "note" | "deliveries">): string {
  if (state === "WITHHELD") return `not sent: ${note}`;
  if (state === "WAITING") return "waits for the period’s numbers";
  const sent = deliveries.filter((one) => one.state === "SENT");
  const open = deliveries.filter((one) => one.state === "PENDING" || one.state === "SENDING");
  if (open.length > 0) return `on its way to ${open.length} of ${addresses(deliveries.length)}`;
  const whom = sent.length <= DELIVERED ? sent.map(({ email }) => email).join(" and ") : addresses(sent.length);
  return sent.length > 0 ? `to ${whom}` : "reached nobody";
}

/** "link opens until Nov 29, 2026, 08:00" */
export function linkText(
  { state, link, expiresAt }: Pick<Edition, "state" | "link" | "expiresAt">,
  when: (instant: string) => string,
): string {
  if (state === "WAITING" || state === "WITHHELD") return "";
  return link && expiresAt ? `link opens until ${when(expiresAt)}` : "link opens nothing any more";
}
