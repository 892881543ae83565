/** What a worker and its parent tell each other, one JSON text a line. */
import { z } from "zod";
import { PRECISIONS } from "../../../models/training/recipe.ts";
import type { EngineStart } from "../../../models/engines/engine.ts";
import {
  type EngineDescription,
  engineDescription,
  type TrialResult,
  trialResult,
  type TrialSpec,
  trialSpec,
} from "../trial.ts";

/** A file of published weights. */
export interface WeightsFile {
  /** What specs call it: `sha256:` and the hash of its content. */
  id: string;
  path: string;
}

/** Where a worker finds its images, and weights. */
export interface WorkerSource {
  /** The folder given with `--data`. */
  data?: string | undefined;
  /** The folder, or zip, given with `--images`. */
  images?: string | undefined;
  /** The project's cache folder. */
  cache: string;
  /** The published weights that trials may start from. */
  weights?: readonly WeightsFile[] | undefined;
}

/** What the parent tells a worker. */
export type WorkerCommand =
  | {
    type: "start";
    engine: EngineStart;
    source: WorkerSource;
  }
  | { type: "trial"; spec: TrialSpec };

/** What a worker tells its parent. */
export type WorkerReply =
  | { type: "ready"; engine: EngineDescription; code: string }
  | {
    type: "result";
    result: TrialResult;
    /** Memory that the worker holds after it, in bytes. */
    residentBytes: number;
  }
  | { type: "failure"; message: string };

/** The schema of a {@linkcode WorkerCommand}. */
export const workerCommand: z.ZodType<WorkerCommand> = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("start"),
      engine: z.discriminatedUnion("name", [
        z.strictObject({
          name: z.literal("tensorflow"),
          library: z.string(),
          device: z.enum(["auto", "cpu", "gpu"]),
          instructionSet: z.string(),
          precisions: z.array(z.enum(PRECISIONS)).optional(),
          gpus: z.strictObject({
            instructionSet: z.string(),
            memoryShare: z.number().positive().max(1),
          }).optional(),
        }),
        z.strictObject({ name: z.literal("wasm") }),
      ]),
      source: z.strictObject({
        data: z.string().optional(),
        images: z.string().optional(),
        cache: z.string(),
        weights: z.array(z.strictObject({ id: z.string(), path: z.string() }))
          .optional(),
      }),
    }),
    z.strictObject({ type: z.literal("trial"), spec: trialSpec }),
  ],
);

/** The schema of a {@linkcode WorkerReply}. */
export const workerReply: z.ZodType<WorkerReply> = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("ready"),
      engine: engineDescription,
      code: z.string(),
    }),
    z.strictObject({
      type: z.literal("result"),
      result: trialResult,
      residentBytes: z.number().min(0),
    }),
    z.strictObject({ type: z.literal("failure"), message: z.string() }),
  ],
);
