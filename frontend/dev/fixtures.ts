import type { Plugin } from "vite";

/** Answers the API from invented data while no back end runs; only `FIXTURES=1 npm run dev` loads it. */
export function fixtures(): Plugin {
  return { name: "plumbline-fixtures" };
}
