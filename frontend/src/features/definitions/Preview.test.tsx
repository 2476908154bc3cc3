// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { draw } from "@/lib/drawing";
import { PreviewCard, TraitsCard } from "./Preview";

afterEach(cleanup);

it("the four traits say in words whether they hold, and why", () => {
  const traits = [
    { key: "measurable", name: "Measurable", holds: true, explanation: "312 tickets count." },
    { key: "behaviour", name: "Tied to what the team does", holds: false, explanation: "Customers decide that." },
    { key: "customer_impact", name: "Reflects the customer", holds: null, explanation: "Nobody can tell." },
  ];
  draw(<TraitsCard traits={traits} />);
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "Measurable holds312 tickets count.",
    "Tied to what the team does does not holdCustomers decide that.",
    "Reflects the customer only you can sayNobody can tell.",
  ]);
});

it("a preview of something malformed points to the form instead of showing a number", () => {
  const check = { problems: [{ part: "value", message: "A number." }], traits: [], definition: [], preview: null };
  draw(<PreviewCard check={check} isFetching={false} isWaiting={false} />);
  expect(screen.getByText(/put right/)).toBeDefined();
});
