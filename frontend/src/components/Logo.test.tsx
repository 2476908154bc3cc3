// @vitest-environment jsdom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { type Brand, OURS } from "@/lib/brand";
import { Logo } from "./Logo";

async function shown(of: Brand) {
  const root = createRootRoute({ component: () => <Logo of={of} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  // biome-ignore lint/suspicious/noExplicitAny: a router of this test's own
  const { unmount } = render(<RouterProvider router={router as any} />);
  const link = await screen.findByRole("link");
  const found = { label: link.getAttribute("aria-label"), html: link.innerHTML, text: link.textContent };
  unmount();
  return found;
}

it("is ours on our host", async () => {
  expect(await shown(OURS)).toMatchObject({ label: "Plumbline, home", text: "Plumbline" });
});

it("is the agency's picture, or its name, on its host, and nothing of ours", async () => {
  const brand = { ...OURS, name: "<b>Plumb</b>", logo: `/brand/plumb/${"ab".repeat(32)}.png` };
  const picture = await shown(brand);
  expect(picture.label).toBe("<b>Plumb</b>, home");
  expect(picture.html).toContain(brand.logo);
  expect(picture.html).not.toContain("svg");
  const name = await shown({ ...brand, logo: "" });
  expect(name.text).toBe("<b>Plumb</b>");
  expect(name.html).toContain("&lt;b&gt;");
});
