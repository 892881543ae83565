/** `deno task doctor`: what was found, from where, and what is missing. */
import { EagerContext } from "../../models/engines/tensorflow/context.ts";
import {
  cacheDirectory,
  installPath,
  locateLibrary,
  variantOf,
} from "../../models/engines/tensorflow/locate.ts";
import {
  assertNvidiaDriver,
  readNvidiaDriver,
} from "../../models/engines/tensorflow/nvidia.ts";
import { findPip } from "../../models/engines/tensorflow/pip.ts";
import { openLibrary } from "../../models/engines/tensorflow/library.ts";
import type { Device } from "../../models/engines/tensorflow/locate.ts";
import { FALLBACK } from "../run/choose_engine.ts";
import type { GivenOptions } from "../run/settings/given_options.ts";
import { OPTIONS as BENCH_OPTIONS } from "../run/settings/options.ts";
import { ExitCode, runTask } from "./run_task.ts";

const OPTIONS = {
  device: BENCH_OPTIONS.device,
  json: { help: "print what was found as JSON" },
};

/** One thing that was looked at. */
interface Finding {
  what: string;
  found: string;
  /** What to do, where something is missing. */
  nextStep?: string;
}

if (import.meta.main) {
  await runTask({
    name: "doctor",
    about: "Says what the suite found on this machine, and what is missing.",
    options: OPTIONS,
    run: doctor,
  });
}

async function doctor(given: GivenOptions<typeof OPTIONS>): Promise<number> {
  const findings = await examine(given.value("device") ?? "auto");
  console.log(
    given.has("json") ? JSON.stringify(findings, null, 2) : table(findings),
  );
  const isReady = findings.every(({ nextStep }) => nextStep === undefined);
  return isReady ? ExitCode.asExpected : ExitCode.failure;
}

async function examine(device: Device): Promise<Finding[]> {
  const { os, arch } = Deno.build;
  const cores = navigator.hardwareConcurrency;
  return [
    { what: "machine", found: `${os} ${arch}, ${cores} cores` },
    { what: "deno", found: Deno.version.deno },
    examineGpu(device),
    { what: "build wanted", found: variantOf(device) },
    { what: "cache", found: installPath(variantOf(device), cacheDirectory()) },
    ...await examineLibrary(device),
  ];
}

function examineGpu(device: Device): Finding {
  const what = "NVIDIA GPU";
  const driver = readNvidiaDriver();
  const found = driver === undefined || driver.gpus.length === 0
    ? "none, or no driver for it"
    : `${driver.gpus.map(({ name }) => name).join(", ")}; the driver runs ` +
      `CUDA ${driver.cuda.join(".")}`;
  if (device !== "gpu") return { what, found };
  try {
    assertNvidiaDriver(driver);
    return { what, found };
  } catch (error) {
    return { what, found, nextStep: (error as Error).message };
  }
}

async function examineLibrary(device: Device): Promise<Finding[]> {
  const what = "libtensorflow";
  try {
    const located = locateLibrary(device);
    if (located === undefined) return await examinePip();
    const library = openLibrary(located.path);
    const context = new EagerContext(library, { gpu: device !== "cpu" });
    const { deviceName } = context;
    context.dispose();
    return [
      { what: "engine", found: "TensorFlow" },
      { what, found: `${library.version} from ${located.source}` },
      { what: "  its file", found: located.path },
      { what: "  computes on", found: deviceName },
    ];
  } catch (error) {
    return [{ what: "engine", found: "none, unless --engine wasm" }, {
      what,
      found: error instanceof Error ? error.message : String(error),
      nextStep: "mend or unset LIBTENSORFLOW_PATH, or run: deno task setup",
    }];
  }
}

async function examinePip(): Promise<Finding[]> {
  const what = "libtensorflow";
  try {
    const pip = await findPip();
    return [{ what: "engine", found: "TensorFlow, once it is fetched" }, {
      what,
      found: `missing; ${pip.join(" ")} can fetch it`,
      nextStep: "deno task setup (bench and test do it by themselves)",
    }];
  } catch (error) {
    return [{ what: "engine", found: FALLBACK }, {
      what,
      found: "missing, and so is pip",
      nextStep: (error as Error).message,
    }];
  }
}

function table(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ what, found, nextStep }) => [
    `${what.padEnd(16)}${found}`,
    ...(nextStep === undefined ? [] : [`  next step:    ${nextStep}`]),
  ]);
  const missing = findings.filter(({ nextStep }) => nextStep !== undefined);
  const end = missing.length === 0 ? "ready" : `missing: ${missing.length}`;
  return [...lines, end].join("\n");
}
