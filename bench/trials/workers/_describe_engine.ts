/** What a result says of the engine that computed it. */
import type { Engine } from "../../../models/engines/engine.ts";
import type { EngineDescription } from "../trial.ts";

/** Leaves out what an engine can do, and keeps what it is. */
export function describeEngine(engine: Engine): EngineDescription {
  const { name, version, device, instructionSet } = engine;
  return { name, version, device, instructionSet };
}
