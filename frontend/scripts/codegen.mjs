// Types for every GraphQL document in src/, and the manifest of persisted documents that the API accepts by hash.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildSchema, parse, validate } from "graphql";

const root = join(import.meta.dirname, "..");
const schemaFile = process.env.SCHEMA ?? join(root, "../api/schema.graphql");
const manifestFile = process.env.MANIFEST ?? join(root, "../api/graphql/persisted.json");
const output = join(root, "src/graphql/");

async function documentsIn(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".graphql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const rawSDL = await readFile(join(folder, name), "utf8");
      return { location: join(folder, name), rawSDL, document: parse(rawSDL) };
    }),
  );
}

function refuseInvalid(schema, documents) {
  const whole = { kind: "Document", definitions: documents.flatMap(({ document }) => document.definitions) };
  const problems = validate(schema, whole);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join("\n"));
}

async function writeManifest(entries) {
  const texts = entries.map(([, text]) => text).filter((text) => /\b(query|mutation) \w/.test(text));
  const hashed = texts.map((text) => [createHash("sha256").update(text).digest("hex"), text]);
  const known = new Set(entries.map(([key]) => key));
  const lost = hashed.find(([hash]) => !known.has(`sha256:${hash}`));
  if (lost) throw new Error(`The client would send another hash than that of ${lost[1]}`);
  hashed.sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(manifestFile, `${JSON.stringify(Object.fromEntries(hashed), null, 2)}\n`);
  process.stdout.write(`${hashed.length} documents → ${relative(root, manifestFile)}\n`);
}

const schemaText = await readFile(schemaFile, "utf8");
const schema = parse(schemaText);
const schemaAst = buildSchema(schemaText);
const documents = await documentsIn(join(root, "src"));
refuseInvalid(schemaAst, documents);

const options = {
  baseOutputDir: output,
  schema,
  schemaAst,
  documents,
  config: {
    documentMode: "string",
    enumsAsTypes: true,
    useTypeImports: true,
    defaultScalarType: "unknown",
    scalars: { Date: "string", DateTime: "string", JSON: "Record<string, unknown>", ID: "string" },
  },
  plugins: [],
  pluginMap: {},
  presetConfig: {
    fragmentMasking: false,
    persistedDocuments: {
      mode: "replaceDocumentWithHash",
      hashPropertyName: "hash",
      hashAlgorithm: "sha256",
    },
  },
};
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
for (const part of await preset.buildGeneratesSection(options)) {
  const content = await codegen({ ...part, skipDocumentsValidation: true });
  if (part.filename.endsWith("persisted-documents.json")) {
    await writeManifest(Object.entries(JSON.parse(content)));
  } else if (part.filename.endsWith("graphql.ts")) {
    await writeFile(part.filename, content.replaceAll("= new Typed", "= /* @__PURE__ */ new Typed"));
  }
}
