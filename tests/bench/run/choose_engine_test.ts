import { assert, assertEquals, assertRejects } from "@std/assert";
import { chooseEngine } from "../../../bench/run/choose_engine.ts";
import { UsageError } from "../../../bench/study/usage_error.ts";

/** What a machine without pip says, on two lines. */
const MISSING = new Error(
  "Cannot fetch libtensorflow: no pip.\n  Next step: install pip",
);

/** Chooses on a machine without libtensorflow; notes are kept. */
async function chooseWithout(
  wish: Partial<Parameters<typeof chooseEngine>[0]>,
) {
  const notes: string[] = [];
  const start = await chooseEngine(
    { engine: undefined, device: "auto", ...wish },
    {
      onNote: (note) => notes.push(note),
      ensure: () => Promise.reject(MISSING),
    },
  );
  return { start, notes };
}

/** Runs an action with `LIBTENSORFLOW_PATH` as given. */
async function withPath(path: string, action: () => Promise<unknown>) {
  const before = Deno.env.get("LIBTENSORFLOW_PATH");
  Deno.env.set("LIBTENSORFLOW_PATH", path);
  try {
    await action();
  } finally {
    if (before === undefined) Deno.env.delete("LIBTENSORFLOW_PATH");
    else Deno.env.set("LIBTENSORFLOW_PATH", before);
  }
}

Deno.test("chooseEngine() takes TensorFlow where there is one, without a word", async () => {
  const notes: string[] = [];
  const start = await chooseEngine({ engine: undefined, device: "cpu" }, {
    onNote: (note) => notes.push(note),
    ensure: () => Promise.resolve({ path: "/tf.so", source: "cache" }),
  });
  assert(start.name === "tensorflow");
  assertEquals([start.library, start.device], ["/tf.so", "cpu"]);
  assertEquals(notes, []);
});

Deno.test("chooseEngine() falls back to WebAssembly, and says in a line how to get the fast one", async () => {
  await withPath("", async () => {
    assertEquals(await chooseWithout({}), {
      start: { name: "wasm" },
      notes: [
        "training on WebAssembly, about ten times slower than TensorFlow: " +
        "Cannot fetch libtensorflow: no pip. Next step: install pip",
      ],
    });
  });
});

Deno.test("chooseEngine() takes WebAssembly that is asked for, and looks for no library", async () => {
  const { start, notes } = await chooseWithout({ engine: "wasm" });
  assertEquals([start, notes], [{ name: "wasm" }, []]);
});

Deno.test("chooseEngine() never passes over what was asked for", async () => {
  const refuse = (wish: Parameters<typeof chooseWithout>[0]) =>
    assertRejects(() => chooseWithout(wish), Error, "Cannot fetch");
  await withPath("", async () => {
    await refuse({ engine: "tensorflow" });
    await refuse({ device: "gpu" });
  });
  await withPath("/no/such.so", () => refuse({}));
});

Deno.test("chooseEngine() knows that WebAssembly is not for GPUs", async () => {
  await assertRejects(
    () => chooseWithout({ engine: "wasm", device: "gpu" }),
    UsageError,
    "Cannot use --device gpu with --engine wasm",
  );
});
