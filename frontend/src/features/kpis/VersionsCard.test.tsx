// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { draw } from "@/lib/drawing";
import { contents, type Version, VersionTable } from "./VersionsCard";

afterEach(cleanup);

function reading(value: number, n: number): Version["reading"] {
  return { value, n, currency: null, isAvailable: true, isProvisional: false, interval: null };
}

const SHIPPED: Version = {
  number: 1,
  fingerprint: "a",
  values: [],
  population: [],
  formula: "reopened ÷ resolved",
  createdAt: null,
  createdBy: null,
  isReady: true,
  isCurrent: false,
  progress: null,
  reading: reading(0.138, 283),
};
const CHAT: Version = {
  ...SHIPPED,
  number: 2,
  population: [{ text: "channel is chat" }],
  createdAt: "2026-11-22T09:30:00Z",
  createdBy: "owner@shop.test",
  isCurrent: true,
  reading: reading(0.131, 99),
};
const COMING: Version = { ...CHAT, number: 3, isReady: false, isCurrent: false, progress: 0.4, reading: null };

function rows(shown?: number, onShow = vi.fn()) {
  draw(<VersionTable unit="PERCENT" versions={[COMING, CHAT, SHIPPED]} shown={shown} onShow={onShow} />);
  return [...document.querySelectorAll("tbody tr")].map((row) => row.textContent ?? "");
}

describe("the versions of a definition", () => {
  it("say what each would have said, and how far it is from the current one", () => {
    const [, current, shipped] = rows();
    expect(current).toContain("13.1%99–");
    expect(shipped).toContain("13.8%283+0.7 pt");
    expect(current).toContain("only channel is chat");
    expect(current).toContain("Nov 22, 2026, 09:30 by owner@shop.test");
  });

  it("show how far the numbers of a new one are", () => {
    const [coming] = rows();
    expect(coming).toContain("40% worked out");
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
  });

  it("lead to the page read by an older one, and back", () => {
    const onShow = vi.fn();
    rows(undefined, onShow);
    fireEvent.click(screen.getByRole("button", { name: "1" }));
    expect(onShow).toHaveBeenCalledWith(1);
    cleanup();
    rows(1, onShow);
    fireEvent.click(screen.getByRole("button", { name: "1", pressed: true }));
    expect(onShow).toHaveBeenLastCalledWith(undefined);
  });
});

it("a version is told by its choices and filter, or by its formula", () => {
  const choice = { key: "denominator", name: "Out of", value: "all", meaning: "of all tickets" };
  expect(contents({ ...CHAT, values: [choice] })).toBe("of all tickets · only channel is chat");
  expect(contents(SHIPPED)).toBe("reopened ÷ resolved");
});
