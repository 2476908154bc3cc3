/** The diagnostics: what each is called, what it asks, and how its answer is to be read. */
export type Diagnostic = { name: string; title: string; asks: string; means: string; group: string };

const WORK = "Where the work comes from";
const SELF = "AI and self-service";
const PLAN = "Customers, money and people";

export const DIAGNOSTICS = [
  {
    name: "topics",
    title: "Topics that make the work",
    asks: "Which few topics bring most of the tickets?",
    means:
      "Topics in order of their tickets. Above the dashed line are the fewest that make 80 % of them: what is solved for these is felt.",
    group: WORK,
  },
  {
    name: "failed-first-contacts",
    title: "Failed first contacts",
    asks: "What is not solved the first time, and why?",
    means:
      "Tickets that were not resolved in one contact. A topic with many and a high rate is where an answer, an authority or an article is missing.",
    group: WORK,
  },
  {
    name: "escalation-reasons",
    title: "Reasons of escalations",
    asks: "Why are tickets handed on?",
    means: "Reasons as they were given when a ticket was escalated, the most frequent first.",
    group: WORK,
  },
  {
    name: "handle-time-outliers",
    title: "Handle-time outliers",
    asks: "Which work takes far longer than usual?",
    means:
      "Work that takes far longer than the middle of all. It hides tools that are slow, steps that are missing, or cases that need a specialist.",
    group: WORK,
  },
  {
    name: "unresolved-intents",
    title: "Unresolved intents",
    asks: "What do customers want that AI cannot do yet?",
    means: "AI sessions that were not resolved, by what the customer wanted. Many and a high rate: teach AI this next.",
    group: SELF,
  },
  {
    name: "failed-searches",
    title: "Failed searches",
    asks: "What do customers look for and not find?",
    means: "Searches in the help centre without a result, or with results that nobody opened.",
    group: SELF,
  },
  {
    name: "content-gaps",
    title: "Content gaps",
    asks: "Which articles are missing?",
    means: "Topics that customers looked for or asked AI about in vain, and then wrote to people about.",
    group: SELF,
  },
  {
    name: "next-channel",
    title: "Next channel to automate",
    asks: "Where would AI take off most work next?",
    means:
      "What AI would resolve in each channel if it did as well there as it does elsewhere. An estimate: channels differ in what is asked.",
    group: SELF,
  },
  {
    name: "churn-and-support",
    title: "Support before customers left",
    asks: "Did those who left have worse support?",
    means:
      "How much likelier customers with this experience were to leave than those without it: 2 means twice as likely. It shows that the two go together, not that one causes the other.",
    group: PLAN,
  },
  {
    name: "ai-return",
    title: "Return on AI",
    asks: "What does AI save, counting only what stayed resolved?",
    means:
      "Resolutions that nobody had to touch again, times what a person’s resolution costs more than AI’s. Resolutions that came back save nothing.",
    group: PLAN,
  },
  {
    name: "staffing",
    title: "Staffing need",
    asks: "How many people are needed in which hour of the week?",
    means:
      "For each hour of the week: the volume to expect, and the fewest people who answer it within the promise. With fewer, customers wait longer; with more, people wait for work.",
    group: PLAN,
  },
] as const satisfies readonly Diagnostic[];

export type DiagnosticName = (typeof DIAGNOSTICS)[number]["name"];

export const GROUPS = [WORK, SELF, PLAN] as const;

export function diagnosticOf(name: string) {
  return DIAGNOSTICS.find((one) => one.name === name);
}
