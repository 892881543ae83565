import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  pythonPackages,
  type PythonRuntime,
} from "../../../labs/peers/python_packages.ts";

/** A cache, and a Python whose pip does what `script` says. */
async function scene(script: string) {
  const folder = await Deno.makeTempDir();
  const python = `${folder}/python`;
  await Deno.writeTextFile(
    python,
    `#!/bin/sh
if [ "$1" = "-c" ]; then echo 3.99; exit 0; fi
if [ "$3" = "--version" ]; then exit 0; fi
echo "$@" >> ${folder}/calls
target=$5
${script}
`,
    { mode: 0o755 },
  );
  const cache = `${folder}/cache`;
  const find = (runtime: PythonRuntime, options = {}) =>
    pythonPackages(runtime, { cache, pythons: [python], ...options });
  const kept = async () =>
    (await Array.fromAsync(Deno.readDir(`${cache}/peers`)))
      .map(({ name }) => name).filter((name) => name !== "lock");
  const calls = async () =>
    (await Deno.readTextFile(`${folder}/calls`)).trim().split("\n");
  return {
    find,
    kept,
    calls,
    cache,
    python,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

const GOOD = 'mkdir -p "$target" && echo 1 > "$target/torch.py"';

Deno.test("packages are fetched once, into a folder of their own", async () => {
  await using own = await scene(GOOD);
  const [first, again] = [await own.find("pytorch"), await own.find("pytorch")];
  assertEquals(first, again);
  assertEquals(first.python, own.python);
  assert(/pytorch-python3\.99-[0-9a-f]{8}$/.test(first.folder), first.folder);
  assertEquals(await Deno.readTextFile(`${first.folder}/torch.py`), "1\n");
  assertEquals((await own.calls()).length, 1);
  const other = await own.find("tensorflow");
  assert(other.folder !== first.folder);
  const [call, next] = await own.calls();
  assert(/--requirement \S+requirements-pytorch\.txt/.test(call!), call);
  assert(/--requirement \S+requirements-tensorflow\.txt/.test(next!), next);
});

Deno.test("a pip that fails leaves nothing, and says why", async () => {
  await using own = await scene(
    'mkdir -p "$target"; echo "no such package" >&2; exit 1',
  );
  await assertRejects(
    () => own.find("pytorch"),
    Error,
    "Cannot install pytorch: pip says\n  no such package\nNext step: check " +
      "the network and the package index (PIP_INDEX_URL, PIP_PROXY)",
  );
  assertEquals(await own.kept(), []);
});

Deno.test("a full disk is explained, wherever pip says so", async () => {
  await using own = await scene(
    'echo "OSError: [Errno 28] No space left on device" >&2; ' +
      "seq 9 >&2; exit 1",
  );
  await assertRejects(
    () => own.find("tensorflow"),
    Error,
    `Cannot install tensorflow in ${own.cache}/peers: the disk is full. Next ` +
      "step: free some room, or set XDG_CACHE_HOME",
  );
  assertEquals(await own.kept(), []);
});

Deno.test("what a killed process left is removed", async () => {
  await using own = await scene(GOOD);
  await Deno.mkdir(`${own.cache}/peers/tmp-dead/packages`, { recursive: true });
  const { folder } = await own.find("tensorflow");
  assertEquals(await own.kept(), [folder.split("/").at(-1)]);
});

Deno.test("nothing is fetched where that is not wanted", async () => {
  await using own = await scene(GOOD);
  await assertRejects(
    () => own.find("pytorch", { mayFetch: false }),
    Error,
    `Cannot use pytorch: it is not in ${own.cache}/peers. Next step: leave ` +
      "out --installed, and it is fetched",
  );
});

Deno.test("without a Python that has pip, the next step is said", async () => {
  await assertRejects(
    () =>
      pythonPackages("pytorch", {
        cache: "/none",
        pythons: ["no-such-python"],
      }),
    Error,
    "Cannot use PyTorch and Keras: there is no Python with pip on this " +
      "machine. Next step: install Python 3 with pip",
  );
});
