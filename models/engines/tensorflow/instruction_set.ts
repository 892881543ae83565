/** The widest instructions of this processor that the engine uses. */
import { runCommand } from "./run_command.ts";

/** Times that the processor is asked: what asks can be killed over it. */
const ATTEMPTS = 3;

/** What oneDNN looks for before it uses 512-bit registers. */
const AVX512 = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"];

/**
 * Finds the instruction set, on which the last bits of a result depend.
 *
 * @returns Such as `"avx512"`, `"avx2"` or `"sve"`; the architecture where the
 * system does not tell more.
 */
export async function instructionSet(): Promise<string> {
  return instructionSetOf(await readProcessor());
}

/**
 * What Linux knows of the processor, empty on other systems. Deno itself reads
 * /proc only with every permission.
 *
 * @throws {Error} If it cannot be read: a guess would be kept with each result.
 */
export async function readProcessor(
  command: readonly string[] = ["cat", "/proc/cpuinfo"],
): Promise<string> {
  if (Deno.build.os !== "linux") return "";
  let reason = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { success, text } = await runCommand(command);
    if (success) return text;
    reason = text.trim();
  }
  throw new Error(
    `Cannot tell the processor's instruction set: "${command.join(" ")}" ` +
      `failed${reason === "" ? "" : ` (${reason})`}. Next step: see that it ` +
      "works in a shell",
  );
}

/**
 * Reads the instruction set out of a processor's description.
 *
 * @param cpuinfo The text of `/proc/cpuinfo`.
 */
export function instructionSetOf(cpuinfo: string): string {
  const flags = flagsOf(cpuinfo);
  if (AVX512.every((flag) => flags.has(flag))) return "avx512";
  if (flags.has("avx2") && flags.has("fma")) return "avx2";
  if (flags.has("avx")) return "avx";
  if (flags.has("sve")) return "sve";
  return Deno.build.arch;
}

/**
 * Whether a processor multiplies in bfloat16; elsewhere that is imitated, and
 * slow.
 *
 * @param cpuinfo The text of `/proc/cpuinfo`.
 */
export function hasBfloat16(cpuinfo: string): boolean {
  const flags = flagsOf(cpuinfo);
  return ["avx512_bf16", "amx_bf16", "bf16"].some((flag) => flags.has(flag));
}

/** The names of what it can do. */
function flagsOf(cpuinfo: string): Set<string> {
  const line = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuinfo)?.[1] ?? "";
  return new Set(line.trim().split(/\s+/));
}
