import { describe, expect, it } from "vitest";
import { isThin, surely } from "./rates";

describe("a rate in words", () => {
  it("comes with its certainty", () => {
    const rate = { n: 1000, value: 0.124, interval: { low: 0.103, high: 0.145 } };
    expect(surely(rate)).toBe("12.4% ± 2.1 pt");
  });

  it("of few cases says so instead of pretending", () => {
    const rate = { n: 10, value: 0.5, interval: { low: 0.24, high: 0.76 } };
    expect(isThin(rate)).toBe(true);
    expect(surely(rate)).toBe("50.0%, few cases");
  });

  it("without cases has no value, and is not zero", () => {
    expect(surely({ n: 0, value: null, interval: null })).toBe("–");
  });
});
