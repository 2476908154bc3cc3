// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Direction } from "@/graphql/graphql";
import { Change } from "./Change";
import { StatusChip } from "./Chip";

afterEach(cleanup);

function moved(direction: Direction, isSignificant = true) {
  return { change: 0.036, relativeChange: 0.1, direction, isSignificant };
}

function textOf(direction: Direction, isSignificant?: boolean): string {
  const { container } = render(<Change unit="PERCENT" moved={moved(direction, isSignificant)} />);
  return container.textContent?.trim() ?? "";
}

describe("a change", () => {
  it("says in words, not by colour alone, whether it is good", () => {
    expect(textOf("IMPROVED")).toBe("+3.6 pt better");
    expect(textOf("WORSENED")).toBe("+3.6 pt worse");
  });

  it("that wants a band is only higher or lower", () => {
    expect(textOf("HIGHER")).toBe("+3.6 pt higher");
  });

  it("that chance can explain is unchanged", () => {
    expect(textOf("IMPROVED", false)).toBe("unchanged");
    expect(textOf("UNCHANGED")).toBe("unchanged");
  });

  it("has an arrow that points where the value went", () => {
    const { container } = render(<Change unit="PERCENT" moved={{ ...moved("IMPROVED"), change: -0.036 }} />);
    expect(container.querySelector(".tabler-icon-arrow-down-right")).not.toBeNull();
    expect(container.textContent).toContain("−3.6 pt");
  });

  it("of nothing known is not shown", () => {
    expect(textOf("UNKNOWN")).toBe("");
  });
});

it("a status has an icon and words", () => {
  const { container } = render(<StatusChip status="TOO_CLOSE_TO_CALL" />);
  expect(container.textContent).toBe("Too close to call");
  expect(container.querySelector("svg")).not.toBeNull();
});
