import { expect, it } from "vitest";
import {
  channelOf,
  parsePortfolioSearch,
  parseSightSearch,
  rangeOf,
  savedSearch,
  savedView,
  stepFor,
} from "./portfolio";
import { parseSearch, stringifySearch } from "./range";

it("a view of the portfolio survives its way through the address", () => {
  const view = parsePortfolioSearch(
    parseSearch("?days=91&kpi=csat&kpi=reopen_rate&sort=csat&by=change&status=off&q=tea"),
  );
  expect(view).toEqual({ days: 91, kpi: ["csat", "reopen_rate"], sort: "csat", by: "change", status: "off", q: "tea" });
  expect(parsePortfolioSearch(parseSearch(stringifySearch(view)))).toEqual(view);
});

it("equal views are equal texts, in whatever order their parts were chosen", () => {
  const chosen = { sort: "csat", days: 91, kpi: ["csat", "nps"] } as const;
  const text = savedSearch({ ...chosen, kpi: [...chosen.kpi], q: undefined });
  expect(text).toBe("days=91&kpi=csat&kpi=nps&sort=csat");
  expect(savedSearch(savedView(`?sort=csat&kpi=csat&kpi=nps&days=91`))).toBe(text);
  expect(savedSearch({})).toBe("");
});

it("nonsense in the address is dropped", () => {
  expect(parsePortfolioSearch({ status: "odd", days: "3", order: "sideways", channel: "fax", show: "table" })).toEqual(
    {},
  );
});

it("a period given by its days wins over a preset, and leaves for an account without the channel", () => {
  const sight = parseSightSearch({ from: "2026-10-01", to: "2026-10-31", days: "7", channel: "email" });
  expect(sight).toEqual({ from: "2026-10-01", to: "2026-10-31", channel: "email" });
  expect(rangeOf(sight)).toEqual({ from: "2026-10-01", to: "2026-10-31" });
  expect(channelOf(sight)).toBe("EMAIL");
});

it("a course goes by days only where they are few", () => {
  expect(stepFor({ from: "2026-11-08", to: "2026-11-21" })).toBe("DAY");
  expect(stepFor({ from: "2026-11-07", to: "2026-11-21" })).toBe("WEEK");
  expect(stepFor({ from: "2024-01-01", to: "2026-11-21" })).toBe("MONTH");
});
