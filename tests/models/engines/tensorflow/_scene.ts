/** A pip that does what a test says, and a wheel for it to fetch. */
import { createHash } from "node:crypto";
import type { Build } from "../../../../models/engines/tensorflow/wheels.ts";

/** A zip with stored members, as small as the format allows. */
export function zipOf(
  members: Record<string, string>,
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: number[] = [];
  const directory: number[] = [];
  const bytes = (size: number, value: number) =>
    Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255);
  for (const [name, text] of Object.entries(members)) {
    const [path, content] = [encoder.encode(name), encoder.encode(text)];
    const common = [
      ...bytes(2, 20),
      ...bytes(8, 0),
      ...bytes(4, crc32(content)),
      ...bytes(4, content.length),
      ...bytes(4, content.length),
      ...bytes(2, path.length),
      ...bytes(2, 0),
    ];
    directory.push(
      ...bytes(4, 0x02014b50),
      ...bytes(2, 20),
      ...common,
      ...bytes(10, 0),
      ...bytes(4, parts.length),
      ...path,
    );
    parts.push(...bytes(4, 0x04034b50), ...common, ...path, ...content);
  }
  const count = Object.keys(members).length;
  return Uint8Array.from([
    ...parts,
    ...directory,
    ...bytes(4, 0x06054b50),
    ...bytes(4, 0),
    ...bytes(2, count),
    ...bytes(2, count),
    ...bytes(4, directory.length),
    ...bytes(4, parts.length),
    ...bytes(2, 0),
  ]);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc >>> 0;
}

/** A wheel of a library and of something else. */
const WHEEL = zipOf({
  "tensorflow/libtensorflow_cc.so.2": "the library",
  "tensorflow/other.py": "not wanted",
});

/** A cache, a build to put into it, and a pip that does what `script` says. */
export async function scene(script: string, wheel = WHEEL) {
  const folder = await Deno.makeTempDir();
  await Deno.writeFile(`${folder}/published.whl`, wheel);
  const pip = `${folder}/pip.ts`;
  await Deno.writeTextFile(
    pip,
    `const args = Deno.args;
     if (args[0] === "--version") Deno.exit(0);
     const option = (name) => args[args.indexOf(name) + 1];
     const published = ${JSON.stringify(`${folder}/published.whl`)};
     const place = () =>
       Deno.copyFileSync(published, option("--dest") + "/tf.whl");
     Deno.writeTextFileSync(${JSON.stringify(`${folder}/calls`)}, "call\\n", {
       append: true,
     });
     ${script}`,
  );
  const sha256 = createHash("sha256").update(WHEEL).digest("hex");
  const build: Build = {
    name: "test-build",
    platformTags: ["any"],
    wheels: [{ name: "tf", version: "1", sha256, bytes: WHEEL.length }],
    unpack: /^tensorflow\/lib/,
    library: "tensorflow/libtensorflow_cc.so.2",
    diskBytes: 1000,
  };
  const cache = `${folder}/cache`;
  const options = {
    cache,
    build,
    pipCommands: [["deno-that-is-not-there"], [
      Deno.execPath(),
      "run",
      "-A",
      "--quiet",
      "--no-config",
      pip,
    ]],
  };
  return {
    cache,
    options,
    library: `${cache}/libtensorflow/test-build/${build.library}`,
    calls: () =>
      Deno.readTextFileSync(`${folder}/calls`).trim().split("\n").length,
    leftovers: () =>
      [...Deno.readDirSync(`${cache}/libtensorflow`)]
        .map(({ name }) => name)
        .filter((name) => name.startsWith("tmp-")),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}
