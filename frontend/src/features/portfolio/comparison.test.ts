import { expect, it } from "vitest";
import {
  type Cell,
  type Column,
  columnsOf,
  kept,
  type Row,
  rankText,
  rankWords,
  rowsOf,
  sorted,
  trouble,
} from "./comparison";

const split = { ai: null, human: null };

function cell(part: Partial<Cell> = {}): Cell {
  return {
    clientId: "",
    value: 1,
    n: 100,
    interval: null,
    previousValue: null,
    change: null,
    relativeChange: null,
    isSignificant: false,
    direction: "UNCHANGED",
    position: "TYPICAL",
    distance: 0,
    rankBest: 1,
    rankWorst: 3,
    target: null,
    status: "NO_TARGET",
    split,
    isPartial: false,
    isAvailable: true,
    missing: [],
    currency: null,
    asOf: null,
    ...part,
  };
}

function row(name: string, ...cells: Partial<Cell>[]): Row {
  const client: Row["client"] = {
    id: name,
    slug: name.toLowerCase(),
    name,
    timezone: "UTC",
    role: "VIEWER",
    grantedRole: "VIEWER",
    mayOpen: true,
    asOf: null,
    isStale: false,
    dataFrom: null,
    dataTo: null,
  };
  return { client, cells: cells.map((part) => cell({ clientId: name, ...part })) };
}

function column(key: string, better: Column["kpi"]["better"], unit: Column["kpi"]["unit"] = "DURATION"): Column {
  return { kpi: { key, name: key, asks: "", unit, better, split: "NEVER" } } as Column;
}

const REPLY = column("reply", "LOWER");
const SOLVED = column("solved", "HIGHER", "PERCENT");
const names = (rows: Row[]) => rows.map(({ client }) => client.name).join(" ");

it("each client's cells stand in the order of the columns, whatever order they came in", () => {
  const [a, b] = [row("Ash").client, row("Elm").client];
  const columns = [
    { ...REPLY, cells: [cell({ clientId: "Elm", value: 2 }), cell({ clientId: "Ash", value: 1 })] },
    { ...SOLVED, cells: [cell({ clientId: "Ash", value: 3 }), cell({ clientId: "Elm", value: 4 })] },
  ];
  const rows = rowsOf({ clients: [a, b], columns } as never);
  expect(rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

it("the best comes first: the least where less is better, the most where more is", () => {
  const rows = [row("Ash", { value: 60 }, { value: 0.5 }), row("Elm", { value: 30 }, { value: 0.2 })];
  expect(names(sorted(rows, [REPLY, SOLVED], { sort: "reply" }))).toBe("Elm Ash");
  expect(names(sorted(rows, [REPLY, SOLVED], { sort: "solved" }))).toBe("Ash Elm");
  expect(names(sorted(rows, [REPLY, SOLVED], { sort: "solved", order: "down" }))).toBe("Elm Ash");
});

it("those with too few cases come last, whichever way the column is turned", () => {
  const rows = [
    row("Ash", { value: 1, position: "NOT_ENOUGH_DATA" }),
    row("Elm", { value: 2 }),
    row("Fir", { value: 3 }),
  ];
  expect(names(sorted(rows, [REPLY], { sort: "reply" }))).toBe("Elm Fir Ash");
  expect(names(sorted(rows, [REPLY], { sort: "reply", order: "down" }))).toBe("Fir Elm Ash");
});

it("by change the worst come first, and what chance can explain comes last", () => {
  const rows = [
    row("Ash", { relativeChange: -0.4, isSignificant: true }),
    row("Elm", { relativeChange: 0.9, isSignificant: false }),
    row("Fir", { relativeChange: 0.2, isSignificant: true }),
  ];
  expect(names(sorted(rows, [REPLY], { sort: "reply", by: "change" }))).toBe("Fir Ash Elm");
});

it("most trouble is what is clearly worse, then what lies farther beyond the median", () => {
  const rows = [
    row("Ash", { position: "WORSE", distance: -1.9 }, { position: "CLEARLY_BETTER", distance: 9 }),
    row("Elm", { position: "CLEARLY_WORSE", distance: -2.5 }),
    row("Fir", {}),
  ];
  expect(names(sorted(rows, [REPLY, SOLVED], { sort: "worst" }))).toBe("Elm Ash Fir");
  expect(rows.map(trouble)).toEqual([1.9, 102.5, 0]);
});

it.each([
  [{ q: "as el" }, ""],
  [{ q: "ASH" }, "Ash"],
  [{ status: "off" }, "Ash"],
  [{ status: "on" }, "Elm"],
  [{ status: "none" }, "Fir"],
  [{ position: "worse" }, "Ash"],
  [{ position: "tied" }, "Elm Fir"],
] as const)("%j leaves %j", (wanted, left) => {
  const target = { value: 1, upper: null };
  const rows = [
    row("Ash", { target, status: "OFF_TARGET", position: "CLEARLY_WORSE" }),
    row("Elm", { target, status: "ON_TARGET" }, {}),
    row("Fir", {}),
  ];
  expect(names(kept(rows, wanted))).toBe(left);
});

it("a rank is a number only where the intervals allow one", () => {
  expect([rankText({ rankBest: 2, rankWorst: 2 }), rankWords({ rankBest: 2, rankWorst: 2 })]).toEqual(["2", "rank 2"]);
  expect([rankText({ rankBest: 2, rankWorst: 5 }), rankWords({ rankBest: 2, rankWorst: 5 })]).toEqual([
    "2–5",
    "tied: rank 2 to 5",
  ]);
  expect([rankText(undefined), rankWords(undefined)]).toEqual(["", "unranked: too few cases"]);
});

it("the columns are those asked for that are published, else the featured ones in their order", () => {
  const kpi = (key: string, featured: number | null) => ({ key, featured }) as never;
  const kpis = [kpi("a", null), kpi("b", 2), kpi("c", 1)];
  expect(columnsOf(kpis, ["b", "gone"])).toEqual(["b"]);
  expect(columnsOf(kpis, undefined)).toEqual(["c", "b", "a"]);
  expect(columnsOf(kpis, ["gone"])).toEqual(["c", "b", "a"]);
});
