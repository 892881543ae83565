/**
 * The engine for tests that need one: libtensorflow is started once a file.
 *
 * Where there is none, the tests are skipped and say why.
 */
import { startTensorFlow } from "../models/engines/tensorflow/start_tensorflow.ts";
import { locateLibrary } from "../models/engines/tensorflow/locate.ts";

const located = locateLibrary("cpu");

/** The path of libtensorflow, if there is one. */
export const library = located?.path;

/** The backend, started; tests that use it go through {@linkcode engineTest}. */
export const backend = library === undefined
  ? undefined
  : await startTensorFlow(library, { gpu: false });

/** A test that needs libtensorflow. */
export function engineTest(
  name: string,
  test: () => void | Promise<void>,
): void {
  const reason = library === undefined
    ? " (skipped: no libtensorflow, run deno task setup)"
    : "";
  Deno.test({ name: name + reason, ignore: library === undefined, fn: test });
}
