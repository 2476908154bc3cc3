import { expect, it } from "vitest";
import { refusal } from "./http";

const refused = refusal({
  status: 400,
  body: {
    errors: [
      { param: "password", code: "too_short", message: "Too short." },
      { param: "password", code: "too_common", message: "Too common." },
      { param: "key", code: "invalid", message: "The link is too old." },
    ],
  },
});

it("all that is wrong with a field stands beside it", () => {
  expect(refused.of("password")).toBe("Too short. Too common.");
  expect(refused.of("email")).toBeUndefined();
});

it("what belongs to no field of the form is said above it", () => {
  expect(refused.besides("password")).toBe("The link is too old.");
});

it("an answer that is no JSON of ours still reads as a sentence", () => {
  expect(refusal({ status: 502, body: null }).message).toBe("The server could not answer. Try again in a moment.");
  expect(refusal({ status: 413, body: "<html>" }).message).toBe("The server refused this request (413).");
});
