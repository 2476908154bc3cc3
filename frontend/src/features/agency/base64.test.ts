import { expect, it } from "vitest";
import { base64 } from "./base64";

it("a picture larger than one piece survives the way", () => {
  const picture = Uint8Array.from({ length: 100_000 }, (_none, at) => (at * 31) % 256);
  const back = Uint8Array.from(atob(base64(picture.buffer)), (letter) => letter.charCodeAt(0));
  expect(back).toEqual(picture);
});
