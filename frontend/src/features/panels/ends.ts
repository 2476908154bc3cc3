/** The four ends a ticket can come to once AI has touched it. */
import type { PartitionPart } from "@/charts/Partition";

export type OutcomeName = "resolved" | "escalated" | "silent" | "open";
type Outcome = { name: OutcomeName; label: string; look: PartitionPart["look"]; text: string };

export const OUTCOMES: readonly Outcome[] = [
  { name: "resolved", label: "Resolved by AI", look: "ai", text: "Nobody else took part." },
  { name: "escalated", label: "Escalated", look: "human", text: "A person took over or took part." },
  { name: "silent", label: "Silently failed", look: "bad", text: "Ended without a resolution and without a person." },
  { name: "open", label: "Still open", look: "open", text: "With AI, no end yet." },
];
