import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((name) => /\.(tsx?|css)$/.test(name) && !name.startsWith("graphql/"));

function imports(name: string): string[] {
  const text = readFileSync(join(source, name), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(@\/[^"]+|\.[^"]+)"/g)].map(([, path = ""]) => path);
}

function area(path: string): string {
  return path
    .replace(/^@\//, "")
    .split("/")
    .slice(0, path.includes("features/") ? 2 : 1)
    .join("/");
}

it("a feature imports no other feature", () => {
  const crossing = files
    .filter((name) => name.startsWith("features/"))
    .flatMap((name) => imports(name).map((path) => ({ name, path })))
    .filter(({ name, path }) => path.startsWith("@/features/") && area(path) !== area(name));
  expect(crossing).toEqual([]);
});

it("what features share knows none of them, and nothing of the application around it", () => {
  const upward = files
    .filter((name) => /^(components|charts|lib)\//.test(name))
    .flatMap((name) => imports(name).map((path) => ({ name, path })))
    .filter(({ path }) => /^@\/(features|app)\//.test(path));
  expect(upward).toEqual([]);
});

it("no file is longer than 300 lines", () => {
  const long = files.filter((name) => readFileSync(join(source, name), "utf8").split("\n").length > 301);
  expect(long).toEqual([]);
});
