import { describe, expect, it } from "vitest";
import { accentVariables, isOurs, OURS, parseBrand } from "./brand";

const logo = `/brand/plumb/${"0a".repeat(32)}.png`;
const told = {
  name: "Plumb & Partners",
  logo,
  accent: "#1a4f86",
  accentInk: "#ffffff",
  accentDark: "#9fc4ee",
  accentDarkInk: "#000000",
};

describe("the brand of a host", () => {
  it("is what the page says", () => {
    expect(parseBrand(JSON.stringify(told))).toEqual(told);
  });

  it.each([undefined, null, "", "{", "[]", "null", '"x"', "{}", '{"name": " "}', '{"name": 5}'])(
    "is ours where the page says nothing that makes sense: %s",
    (text) => {
      expect(isOurs(parseBrand(text))).toBe(true);
      expect(parseBrand(text)).toBe(OURS);
    },
  );

  it.each(["red", "#fff", "#1a4f86;} body{display:none", "url(//evil.test)", "var(--x)", "#1A4F86", " #1a4f86"])(
    "has no colour that is not six hexadecimal digits: %s",
    (accent) => {
      expect(parseBrand(JSON.stringify({ ...told, accent })).accent).toBe("");
    },
  );

  it.each([
    "https://evil.test/x.png",
    "//evil.test/x.png",
    "javascript:alert(1)",
    "data:image/svg+xml,<svg/>",
    `${logo}?x`,
    logo.replace(".png", ".svg"),
    `/brand/../${logo}`,
  ])("has no logo from elsewhere: %s", (address) => {
    expect(parseBrand(JSON.stringify({ ...told, logo: address })).logo).toBe("");
  });

  it("sets no variable without an accent, so that ours stay", () => {
    expect(accentVariables("", "")).toEqual({});
    expect(accentVariables("#1a4f86", "#ffffff")["--accent-ink"]).toBe("#ffffff");
  });
});
