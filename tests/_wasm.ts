/** The engine on WebAssembly, started once a file: it needs nothing but npm. */
import { startEngine } from "../models/engines/start_engine.ts";

/** The engine; tfjs runs on it. */
export const wasm = await startEngine({ name: "wasm" });
