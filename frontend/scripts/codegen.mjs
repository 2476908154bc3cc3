// Types for every GraphQL document in src/, and the manifest of persisted documents that the API accepts by hash.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildSchema, parse, validate } from "graphql";

const root = join(import.meta.dirname, "..");
const schemaFile = process.env.SCHEMA ?? join(root, "../api/schema.graphql");
const manifestFile = process.env.MANIFEST ?? join(root, "../api/graphql/persisted.json");
const output = join(root, "src/graphql/");
const tagged = /graphql\(\s*(?:\/\* GraphQL \*\/\s*)?`([^`]+)`/g;

async function documentsIn(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.tsx?$/.test(name) && !name.startsWith("graphql/")).sort();
  const found = [];
  for (const name of files) {
    const text = await readFile(join(folder, name), "utf8");
    for (const [, rawSDL] of text.matchAll(tagged)) {
      found.push({ location: join(folder, name), rawSDL, document: parse(rawSDL) });
    }
  }
  return found;
}

function refuseInvalid(schema, documents) {
  const whole = { kind: "Document", definitions: documents.flatMap(({ document }) => document.definitions) };
  const problems = validate(schema, whole);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join("\n"));
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
    const sorted = Object.fromEntries(
      Object.entries(JSON.parse(content)).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    await writeFile(manifestFile, `${JSON.stringify(sorted, null, 2)}\n`);
    process.stdout.write(`${Object.keys(sorted).length} documents → ${relative(root, manifestFile)}\n`);
  } else {
    await writeFile(part.filename, content);
  }
}
