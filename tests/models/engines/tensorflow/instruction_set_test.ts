import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  hasBfloat16,
  instructionSet,
  instructionSetOf,
  readProcessor,
} from "../../../../models/engines/tensorflow/instruction_set.ts";

const AVX512 = "avx512f avx512dq avx512cd avx512bw avx512vl";

Deno.test("instructionSetOf() tells processors of x86 apart by their widest registers", () => {
  const of = (flags: string) =>
    instructionSetOf(
      "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: avx512f\n" +
        `flags\t\t: fpu vme sse sse2 ${flags} syscall\nbugs\t\t: spectre_v1\n\n`,
    );
  assertEquals(of(`avx fma avx2 ${AVX512}`), "avx512");
  assertEquals(of(`avx fma avx2 ${AVX512} amx_tile`), "avx512");
  assertEquals(of("avx fma avx2"), "avx2");
  assertEquals(of("avx avx2"), "avx");
  assertEquals(of("avx"), "avx");
  assertEquals(of("ssse3"), Deno.build.arch);
});

Deno.test("hasBfloat16() knows the instructions of x86 and ARM", () => {
  assert(hasBfloat16(`flags : fpu ${AVX512} avx512_bf16`));
  assert(hasBfloat16(`flags : fpu amx_bf16 ${AVX512}`));
  assert(hasBfloat16("Features : fp asimd bf16"));
  assert(!hasBfloat16(`flags : fpu ${AVX512} amx_tile`));
  assert(!hasBfloat16(""));
});

Deno.test("instructionSetOf() wants all that 512 bits need", () => {
  for (const missing of AVX512.split(" ")) {
    const rest = AVX512.split(" ").filter((flag) => flag !== missing);
    const text = `flags : avx fma avx2 ${rest.join(" ")}`;
    assertEquals(instructionSetOf(text), "avx2", missing);
  }
});

Deno.test("instructionSetOf() knows the long vectors of ARM", () => {
  const of = (features: string) =>
    instructionSetOf(
      `processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd ${features}\n` +
        "CPU implementer\t: 0x41\n",
    );
  assertEquals(of("sve svebf16"), "sve");
  assertEquals(of("svebf16"), Deno.build.arch);
  assertEquals(of("aes"), Deno.build.arch);
});

Deno.test("instructionSetOf() names the architecture where the system does not tell more", () => {
  for (const text of ["", "model name : avx2", "flags"]) {
    assertEquals(instructionSetOf(text), Deno.build.arch);
  }
});

Deno.test("instructionSet() is one of those of this machine's architecture", async () => {
  const names = ["avx512", "avx2", "avx", "sve", Deno.build.arch];
  const name = await instructionSet();
  assert(names.includes(name), name);
  assertEquals(await instructionSet(), name);
});

Deno.test({
  name:
    "readProcessor() says so where the processor cannot be read, and guesses nothing",
  ignore: Deno.build.os !== "linux",
  async fn() {
    for (const command of [["false"], ["no-such-command"]]) {
      await assertRejects(
        () => readProcessor(command),
        Error,
        `Cannot tell the processor's instruction set: "${command[0]}" failed`,
      );
    }
  },
});

Deno.test({
  name: "readProcessor() asks again when what it asks is killed",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const file = await Deno.makeTempFile();
    const script = `test -s ${file} && echo flags : avx && exit; ` +
      `echo 1 > ${file}; kill -9 $$`;
    try {
      assertEquals(
        await readProcessor(["sh", "-c", script]),
        "flags : avx\n",
      );
    } finally {
      await Deno.remove(file);
    }
  },
});
