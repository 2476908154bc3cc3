// Types for every GraphQL document in src/, and the manifest of persisted documents that the API accepts by hash.
// There are two schemas: that of an account, and that of an agency, whose documents are in the folders and files named below.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildSchema, parse, validate } from "graphql";

const root = join(import.meta.dirname, "..");
const source = join(root, "src");
const output = join(source, "graphql/");
const manifestFile = process.env.MANIFEST ?? join(root, "../api/graphql/persisted.json");

const ofAgency = (path) => /^(features\/(agency|portfolio|reports)\/|lib\/agency)/.test(path);
const SCHEMAS = [
  {
    file: process.env.SCHEMA ?? join(root, "../api/schema.graphql"),
    types: "graphql.ts",
    has: (path) => !ofAgency(path),
  },
  { file: process.env.AGENCY_SCHEMA ?? join(root, "../api/agency.graphql"), types: "agency.ts", has: ofAgency },
];

async function documentsIn(folder, has) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".graphql")).sort();
  return Promise.all(
    names.filter(has).map(async (name) => {
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

function hashed(entries) {
  const texts = entries.map(([, text]) => text).filter((text) => /\b(query|mutation) \w/.test(text));
  const found = texts.map((text) => [createHash("sha256").update(text).digest("hex"), text]);
  const known = new Set(entries.map(([key]) => key));
  const lost = found.find(([hash]) => !known.has(`sha256:${hash}`));
  if (lost) throw new Error(`The client would send another hash than that of ${lost[1]}`);
  return found;
}

function optionsFor(schemaText, documents) {
  return {
    baseOutputDir: output,
    schema: parse(schemaText),
    schemaAst: buildSchema(schemaText),
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
}

/** The text of the types, and the stored documents as [hash, text]. */
async function generated({ file, has }) {
  const schemaText = await readFile(file, "utf8");
  const documents = await documentsIn(source, has);
  refuseInvalid(buildSchema(schemaText), documents);
  const found = { types: "", stored: [] };
  for (const part of await preset.buildGeneratesSection(optionsFor(schemaText, documents))) {
    const content = await codegen({ ...part, skipDocumentsValidation: true });
    if (part.filename.endsWith("persisted-documents.json")) found.stored = hashed(Object.entries(JSON.parse(content)));
    else if (part.filename.endsWith("graphql.ts"))
      found.types = content.replaceAll("= new Typed", "= /* @__PURE__ */ new Typed");
  }
  return found;
}

const results = [];
for (const schema of SCHEMAS) results.push({ name: schema.types, ...(await generated(schema)) });
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
for (const { name, types } of results) await writeFile(join(output, name), types);
const stored = results.flatMap((result) => result.stored).sort(([a], [b]) => (a < b ? -1 : 1));
await writeFile(manifestFile, `${JSON.stringify(Object.fromEntries(stored), null, 2)}\n`);
process.stdout.write(`${stored.length} documents → ${relative(root, manifestFile)}\n`);
