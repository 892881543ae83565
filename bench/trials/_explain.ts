/** Says why a trial is used again or run, part by part of its key. */
import type { KeptTrial, TrialStore } from "./store/store.ts";
import type {
  EngineDescription,
  Trial,
  TrialOrigin,
  TrialSpec,
} from "./trial.ts";

/** Whether a trial is run, and why. */
export interface Explanation {
  /** Whether a kept result is used. */
  isKept: boolean;
  /** One line. */
  why: string;
}

/** What an explanation is drawn from. */
export interface ExplainOptions {
  store: TrialStore;
  origin: TrialOrigin;
  reuse: "same" | "any-engine" | "none";
  /** What was found, if anything was. */
  kept: KeptTrial | undefined;
}

/** Explains one trial. */
export function explain(
  trial: Trial,
  { store, origin, reuse, kept }: ExplainOptions,
): Explanation {
  if (kept !== undefined) {
    const other = differences(kept.origin, origin);
    const but = other.length === 0 ? "" : `, though ${other.join(", ")}`;
    const { status, host } = kept.result;
    const why = `${status}, kept on ${kept.ended} from ${host}${but}`;
    return { isKept: true, why };
  }
  if (reuse === "none") {
    return { isKept: false, why: "--fresh trains it again" };
  }
  const isAnyEngine = reuse === "any-engine";
  const attempts = store.findAll(trial).map((attempt) => ({
    attempt,
    different: differences(
      isAnyEngine
        ? { ...attempt.origin, engine: origin.engine }
        : attempt.origin,
      origin,
    ),
  })).sort((a, b) => a.different.length - b.different.length);
  const [nearest] = attempts;
  if (nearest === undefined) {
    return {
      isKept: false,
      why: nearestSpec(trial.spec, store.similarSpecs(trial.spec)),
    };
  }
  const { status, reason } = nearest.attempt.result;
  if (nearest.different.length > 0) {
    return { isKept: false, why: nearest.different.join(", ") };
  }
  const because = reason === undefined ? "" : `: ${reason.split("\n")[0]}`;
  return { isKept: false, why: `its last attempt was ${status}${because}` };
}

/** What is not the same any more, a phrase each. */
function differences(before: TrialOrigin, now: TrialOrigin): string[] {
  const short = (hash: string) => hash.slice(0, 12);
  const parts: string[] = [];
  for (const part of ["data", "code"] as const) {
    if (before[part] === now[part]) continue;
    parts.push(
      `the ${part} changed (${short(before[part])} to ${short(now[part])})`,
    );
  }
  const names = Object.keys(now.engine) as (keyof EngineDescription)[];
  for (const name of names) {
    const [old, current] = [before.engine[name], now.engine[name]];
    if (old !== current) {
      parts.push(`the engine's ${name} changed (${old} to ${current})`);
    }
  }
  return parts;
}

function nearestSpec(spec: TrialSpec, others: readonly TrialSpec[]): string {
  const candidates = others.map((other) => changes(other, spec))
    .sort((a, b) => a.length - b.length);
  const [nearest] = candidates;
  return nearest === undefined
    ? "no earlier training is like it"
    : `no earlier training is the same; the nearest has ${nearest.join(", ")}`;
}

function changes(before: TrialSpec, now: TrialSpec): string[] {
  const names = Object.keys(now) as (keyof TrialSpec)[];
  return names
    .map((name) => [name, before[name], now[name]] as const)
    .filter(([, a, b]) => JSON.stringify(a) !== JSON.stringify(b))
    .map(([name, a, b]) => `${name} ${a} (here ${b})`);
}
