import { assert, assertEquals, assertThrows } from "@std/assert";
import { TensorFlowError } from "../../../../models/engines/tensorflow/error.ts";
import { openLibrary } from "../../../../models/engines/tensorflow/library.ts";
import { backend, engineTest, library } from "../../../_engine.ts";
import { deno, outcomeOf } from "../../../_process.ts";

Deno.test("openLibrary() says which file is no library", () => {
  const path = Deno.makeTempFileSync({ suffix: ".so" });
  assertThrows(
    () => openLibrary(path),
    Error,
    `Cannot open ${path} as libtensorflow`,
  );
  Deno.removeSync(path);
});

Deno.test({
  name: "openLibrary() refuses a library that is not TensorFlow",
  ignore: Deno.build.os !== "linux",
  fn: () => {
    const error = assertThrows(
      () => openLibrary("libc.so.6"),
      Error,
      "Cannot open libc.so.6 as libtensorflow",
    );
    assert(error.cause instanceof Error);
  },
});

engineTest(
  "openLibrary() keeps the library's lines off standard error",
  async () => {
    const script = `
    const { openLibrary } = await import(${
      JSON.stringify(
        import.meta.resolve("../../../../models/engines/tensorflow/library.ts"),
      )
    });
    console.log(openLibrary(Deno.args[0]).version);
  `;
    const env = { TF_CPP_MIN_LOG_LEVEL: "" };
    const { stdout, stderr } = await outcomeOf(
      deno("eval --quiet", [script, library!], { env }),
    );
    assert(stdout.startsWith("2."));
    assertEquals(stderr, "");
  },
);

engineTest("a failed op throws TensorFlow's code and text", () => {
  const { context } = backend!.binding;
  const error = assertThrows(
    () => context.execute("NoSuchOp", [], [], 1),
    TensorFlowError,
    "Cannot find the op NoSuchOp",
  );
  assertEquals(error.code, "NOT_FOUND");
});

engineTest("a tensor's values must fit its shape", () => {
  const { context } = backend!.binding;
  assertThrows(
    () => context.create({ dtype: 1, shape: [2, 3] }, new Float32Array(5)),
    RangeError,
    "wanted 24 bytes, got 20",
  );
});

engineTest("a tensor's values must be of its type", () => {
  const { context } = backend!.binding;
  assertThrows(
    () => context.create({ dtype: 1, shape: [4] }, new Uint8Array(4)),
    RangeError,
    "wanted 16 bytes, got 4",
  );
});
