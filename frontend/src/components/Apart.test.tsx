// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Apart } from "./Apart";

afterEach(cleanup);

it("what is never blended is shown for AI and people apart, each with its cases", () => {
  const split = { ai: { value: 0.841, n: 637 }, human: { value: 0.892, n: 12 } };
  const { container } = render(<Apart unit="PERCENT" split={split} />);
  expect(container.textContent).toBe(" AI 84.1% n 637 Human 89.2% n 12");
  expect([...container.querySelectorAll("[data-few]")].map((half) => half.getAttribute("data-few"))).toEqual([
    "false",
    "true",
  ]);
});

it("a part without cases is left out", () => {
  const { container } = render(<Apart unit="PERCENT" split={{ ai: { value: null, n: 0 }, human: null }} />);
  expect(container.textContent).toBe("");
});
