// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { Direction } from "@/graphql/graphql";
import { Contradicted } from "./Contradicted";

afterEach(cleanup);

const CSAT = { key: "csat", name: "Satisfaction" };
const REOPENED = { key: "reopen_rate", name: "Reopen rate" };

function partner(kpi: typeof CSAT, direction: Direction, change: number) {
  return {
    kpi: { ...kpi, unit: "PERCENT" as const },
    previous: { change, relativeChange: null, direction, isSignificant: direction !== "UNCHANGED" },
  };
}

function drawn(by: (typeof CSAT)[], balancing: ReturnType<typeof partner>[]) {
  return render(<Contradicted by={by} balancing={balancing} link={(_key, name) => <b>{name}</b>} />).container;
}

it("names what got worse, with an arrow and the amount", () => {
  const container = drawn([CSAT], [partner(CSAT, "WORSENED", -0.041)]);
  expect(container.textContent).toBe("But Satisfaction got worse −4.1 pt.");
  expect(container.querySelector(".tabler-icon-arrow-down-right")).not.toBeNull();
});

it("says of a partner that has not moved that it misses its target", () => {
  const container = drawn([CSAT, REOPENED], [partner(CSAT, "UNCHANGED", 0), partner(REOPENED, "WORSENED", 0.02)]);
  expect(container.textContent).toBe("But Satisfaction misses its target and Reopen rate got worse +2.0 pt.");
});

it("says nothing when nothing contradicts", () => {
  expect(drawn([], [partner(CSAT, "WORSENED", -0.1)]).textContent).toBe("");
});
