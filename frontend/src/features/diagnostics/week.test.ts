import { describe, expect, it } from "vitest";
import { busiestHour, gridOf, rowOf, shortfall } from "./week";

const row = (hour: number, agents: number, onDuty: number | null = null) => {
  return { hour, label: `hour ${hour}`, volume: agents * 2, agents, onDuty };
};

describe("a week of staffing", () => {
  it("is seven rows of hours from Monday midnight", () => {
    const grid = gridOf([row(0, 1), row(25, 3), row(167, 2)], "agents");
    expect([grid[0]?.[0], grid[1]?.[1], grid[6]?.[23], grid[3]?.[12]]).toEqual([1, 3, 2, 0]);
  });

  it("has a busiest hour", () => {
    expect(busiestHour([row(0, 1), row(25, 3), row(30, 2)])).toEqual({ most: 3, at: "hour 25" });
  });

  it("finds the row of an hour", () => {
    expect(rowOf([row(25, 3)], 1, 1)?.agents).toBe(3);
    expect(rowOf([row(25, 3)], 1, 2)).toBeUndefined();
  });

  it("counts hours with too few on shift, if shifts are known", () => {
    expect(shortfall([row(0, 3, 2), row(1, 2, 2), row(2, 1, 4)])).toBe(1);
    expect(shortfall([row(0, 3)])).toBeNull();
  });
});
