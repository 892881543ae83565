/**
 * What trains: the one thing that differs between TensorFlow and WebAssembly.
 *
 * Apart from whoever builds networks, so that naming an engine loads none.
 */
import type { Precision } from "../precision.ts";
import type { StepCompiler } from "./step_compiler.ts";

/** The engines, by name; the first is the fast one. */
export const ENGINE_NAMES = ["tensorflow", "wasm"] as const;

/** One of the {@linkcode ENGINE_NAMES}. */
export type EngineName = (typeof ENGINE_NAMES)[number];

/** What an engine is started with. */
export type EngineStart =
  | {
    name: "tensorflow";
    /** The path of libtensorflow. */
    library: string;
    device: "auto" | "cpu" | "gpu";
    /** The widest instructions of the processor, such as `"avx512"`. */
    instructionSet: string;
    /**
     * What the processor can compute in.
     * @default {["f32"]}
     */
    precisions?: readonly Precision[] | undefined;
    /** The GPUs, where there are any. */
    gpus?: {
      /** What bits depend on there, such as `"sm_90, CUDA 12.8"`. */
      instructionSet: string;
      /** The share of a GPU's memory that a worker may take, above 0 to 1. */
      memoryShare: number;
    } | undefined;
  }
  | { name: "wasm" };

/** An engine that runs, as the backend of tfjs. */
export interface Engine {
  /** Which engine it is. */
  name: EngineName;
  /** The version of libtensorflow, or of the package with the WebAssembly. */
  version: string;
  /** What it computes on. */
  device: "cpu" | "gpu";
  /** The instructions that the last bits of a result depend on. */
  instructionSet: string;
  /** What it can compute in. */
  precisions: readonly Precision[];
  /** Makes ready the steps that training repeats. */
  compile: StepCompiler;
  /** Whether an error says that memory is short, and not that something broke. */
  isOutOfMemory(error: unknown): boolean;
}

/**
 * Checks that an engine can compute in a precision.
 *
 * @throws {RangeError} If it cannot on this processor.
 */
export function assertPrecision(
  { name, precisions }: Pick<Engine, "name" | "precisions">,
  precision: Precision,
): void {
  if (precisions.includes(precision)) return;
  throw new RangeError(
    `Cannot train in ${precision}: the engine ${name} cannot on this ` +
      "processor. Next step: --precision f32",
  );
}
