import { assert, assertEquals } from "@std/assert";
import {
  type CrateContent,
  toRoCrate,
} from "../../../reports/formats/ro_crate.ts";
import { HOSTILE_NAMES } from "../_hostile_names.ts";

interface Entity extends Record<string, unknown> {
  "@id": string;
  "@type": string;
}

const CONTENT: CrateContent = {
  files: [{ name: "claims.csv", bytes: 12 }, { name: "a b/c#d", bytes: 0 }],
  date: "2026-01-02T03:04:05.000Z",
  version: "1.2.3",
  claims: ["gain"],
  datasets: [{ name: "leaves", title: "drawn", citation: "none" }],
  engines: [{ name: "tensorflow", version: "2.21.0" }],
};

function graphOf(content: CrateContent): Map<string, Entity> {
  const { "@graph": graph } = JSON.parse(toRoCrate(content));
  const entities = graph as Entity[];
  const byId = new Map(entities.map((entity) => [entity["@id"], entity]));
  assertEquals(byId.size, entities.length, "an @id is there twice");
  return byId;
}

/** What an entity points at. */
function referencesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== "object" || value === null) return [];
  const keys = Object.keys(value);
  return keys.length === 1 && "@id" in value
    ? [value["@id"] as string]
    : Object.values(value).flatMap(referencesOf);
}

Deno.test("toRoCrate() has what RO-Crate 1.1 demands", () => {
  const graph = graphOf(CONTENT);
  const descriptor = graph.get("ro-crate-metadata.json")!;
  assertEquals(descriptor["@type"], "CreativeWork");
  assertEquals(descriptor.about, { "@id": "./" });
  assertEquals(descriptor.conformsTo, {
    "@id": "https://w3id.org/ro/crate/1.1",
  });
  const root = graph.get("./")!;
  assertEquals(root["@type"], "Dataset");
  assertEquals(root.datePublished, CONTENT.date);
  for (const name of ["name", "description", "license"]) assert(root[name]);
});

Deno.test("toRoCrate() points at nothing that it does not describe", () => {
  const graph = graphOf(CONTENT);
  for (const entity of graph.values()) {
    const { "@id": _, ...rest } = entity;
    for (const id of Object.values(rest).flatMap(referencesOf)) {
      const isStandard = id.startsWith("https://w3id.org/");
      assert(isStandard || graph.has(id), id);
    }
  }
});

Deno.test("toRoCrate() lists the files by addresses, and knows the reports", () => {
  const graph = graphOf(CONTENT);
  const file = graph.get("claims.csv")!;
  assertEquals([file["@type"], file.contentSize, file.encodingFormat], [
    ...["File", "12", "text/csv"],
  ]);
  assertEquals(graph.get("a%20b/c%23d")!.name, "a b/c#d");
  assertEquals(graph.get("#finalbn")!.version, "1.2.3");
  assertEquals(graph.get("#tensorflow-2.21.0")!.version, "2.21.0");
  assertEquals(graph.get("#finalbn")!.softwareRequirements, {
    "@id": "#tensorflow-2.21.0",
  });
  assertEquals(graph.get("./")!.hasPart, [
    { "@id": "claims.csv" },
    { "@id": "a%20b/c%23d" },
  ]);
});

Deno.test("toRoCrate() leaves out who and what is not known, and takes any name", () => {
  const text = toRoCrate({
    ...CONTENT,
    engines: [],
    files: HOSTILE_NAMES.filter((name) => !/\ud800/.test(name))
      .map((name) => ({ name, bytes: 1 })),
  });
  assert(!text.includes("undefined") && !text.includes("null"));
  assert(!text.includes('"author": ""'));
});
