import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toDataPackage } from "../../../reports/tables/data_package.ts";
import { RESULT_TABLES } from "../../../reports/tables/result_tables.ts";
import { HOSTILE_NAMES, madeUpResults } from "../_result_set.ts";
import { findCommand, writeResults } from "../_write_results.ts";

Deno.test("toDataPackage() documents every column of every file", () => {
  const { resources } = JSON.parse(toDataPackage());
  const tables = Object.values(RESULT_TABLES);
  assertEquals(resources.length, tables.length);
  for (const [at, { path, fields, key }] of tables.entries()) {
    const { schema } = resources[at];
    assertEquals(resources[at].path, path);
    assertEquals(
      schema.fields.map(({ name }: { name: string }) => name),
      Object.keys(fields),
    );
    for (const { name, description, type } of schema.fields) {
      assert(description.length > 8, `${path} ${name}`);
      assert(["string", "integer", "number"].includes(type));
    }
    assertEquals(schema.primaryKey, key);
    assertEquals(schema.missingValues, [""]);
  }
});

Deno.test("toDataPackage() says which rows belong together", () => {
  const { resources } = JSON.parse(toDataPackage());
  const names = resources.map(({ name }: { name: string }) => name);
  for (const { name, schema } of resources) {
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      assert(names.includes(reference.resource), name);
      assertEquals(fields, reference.fields);
    }
  }
});

const frictionless = await findCommand("frictionless");

Deno.test({
  name: "frictionless finds a result set with hostile names valid",
  ignore: frictionless === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    await writeResults(
      folder,
      madeUpResults({ minority: HOSTILE_NAMES, sentence: HOSTILE_NAMES[4]! }),
    );
    const { success, stdout } = await new Deno.Command(frictionless!, {
      args: ["validate", "--json", "datapackage.json"],
      cwd: folder,
    }).output();
    const report = JSON.parse(new TextDecoder().decode(stdout));
    assert(success, JSON.stringify(report.tasks, null, 1).slice(0, 4000));
    assertEquals(report.valid, true);
    assertEquals(report.stats.tasks, Object.keys(RESULT_TABLES).length);
    // A file that is not as it is described is found out.
    await Deno.writeTextFile(`${folder}/history.csv`, "trial,epoch\r\nx,y\r\n");
    const broken = await new Deno.Command(frictionless!, {
      args: ["validate", "datapackage.json"],
      cwd: folder,
    }).output();
    assert(!broken.success);
    assertStringIncludes(new TextDecoder().decode(broken.stdout), "history");
    await Deno.remove(folder, { recursive: true });
  },
});
