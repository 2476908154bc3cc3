import { describe, expect, it } from "vitest";
import { idOf, ownerOf, ownerText, sinceText, summary } from "./calendars";

describe("a calendar", () => {
  it.each(["account", "team:billing", "channel:web chat: eu"])("named %s in the address is found again", (id) => {
    expect(idOf(ownerOf(id))).toBe(id);
  });

  it("of a mistyped address is the account's", () => {
    expect(ownerOf("teams")).toEqual({ scope: "ACCOUNT", key: "" });
    expect(ownerOf(undefined)).toEqual({ scope: "ACCOUNT", key: "" });
  });

  it("says whose it is", () => {
    expect(ownerText({ scope: "TEAM", key: "billing" }, "Billing")).toBe("Team Billing");
    expect(ownerText({ scope: "CHANNEL", key: "chat" }, null)).toBe("Channel chat");
    expect(ownerText({ scope: "ACCOUNT", key: "" })).toBe("The account");
  });

  it("is summed up in hours and holidays", () => {
    const monday = [
      { from: "09:00", to: "12:30" },
      { from: "13:00", to: "24:00" },
    ];
    expect(summary({ weeklyHours: [{ ranges: monday }, { ranges: [] }], holidays: ["2026-12-25"] })).toBe(
      "14.5 h a week, 1 holiday",
    );
  });

  it("has versions that say since when they hold", () => {
    expect(sinceText(null)).toBe("From the beginning");
    expect(sinceText("2026-03-02")).toBe("From Mon, Mar 2, 2026");
  });
});
