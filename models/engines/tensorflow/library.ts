/**
 * Opens libtensorflow, and turns its statuses into exceptions.
 *
 * Nothing is opened until {@linkcode openLibrary} is called: every module of
 * the project imports without a libtensorflow on the machine.
 */
import { TensorFlowError } from "./error.ts";
import { readCString } from "./_native.ts";
import { silenceStderr } from "./_silence.ts";
import { symbols } from "./symbols.ts";

/**
 * An opened libtensorflow. It stays open until the process ends: its threads do
 * not survive being unloaded.
 */
export interface Library {
  /** The file that was opened. */
  path: string;
  /** The library's own version, such as `"2.21.0"`. */
  version: string;
  symbols: Deno.StaticForeignLibraryInterface<typeof symbols>;
  /** The one `TF_Status*` that every call reports into. */
  status: bigint;
  /**
   * Throws what the last call reported.
   *
   * @param action What was tried, as it follows "Cannot".
   * @throws {TensorFlowError} If the status is not `OK`.
   */
  check(action: string): void;
}

/**
 * Opens libtensorflow.
 *
 * @param path The library's file, such as `libtensorflow_cc.so.2`.
 * @returns The opened library.
 * @throws {Error} If the file is no libtensorflow 2, with the loader's reason.
 */
export function openLibrary(path: string): Library {
  let native: Deno.DynamicLibrary<typeof symbols>;
  try {
    native = silenceStderr(() => Deno.dlopen(path, symbols));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot open ${path} as libtensorflow: ${reason}. Next step: if ` +
        "LIBTENSORFLOW_PATH names this file, point it at libtensorflow_cc.so.2 " +
        "or libtensorflow.so.2, or unset it; else remove the file and run " +
        "deno task setup",
      { cause },
    );
  }
  const calls = native.symbols;
  const version = readCString(calls.TF_Version());
  if (!version.startsWith("2.")) {
    throw new Error(
      `Cannot use ${path}: it is TensorFlow ${version}, wanted version 2`,
    );
  }
  const status = calls.TF_NewStatus();
  return {
    path,
    version,
    symbols: calls,
    status,
    check(action) {
      const code = calls.TF_GetCode(status);
      if (code !== 0) {
        const text = readCString(calls.TF_Message(status));
        throw new TensorFlowError(action, code, text);
      }
    },
  };
}
