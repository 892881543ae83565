/** Made-up events of a run. */
import type {
  RoundEvent,
  StartedEvent,
  TrialEvent,
  VerdictEvent,
} from "../../reports/terminal/run_view.ts";

export const STARTED: StartedEvent = {
  event: "started",
  profile: "quick",
  claims: ["gain"],
  sites: ["leaves small-cnn"],
  seeds: { first: 2, most: 8 },
  trials: 4,
  images: 4000,
  leftOut: [],
};

export const ROUND: RoundEvent = {
  event: "round",
  round: 1,
  seeds: 2,
  goingOn: ["gain/positive on leaves small-cnn"],
  trials: 4,
  images: 4000,
  kept: 0,
  keptImages: 0,
  isConfirmation: false,
};

export const TRIAL: TrialEvent = {
  event: "trial",
  spec: { seed: 1 },
  name: "leaves small-cnn, plain, seed 1",
  status: "ok",
  reason: undefined,
  minorityF1: 0.25,
  trainSeconds: 1.5,
  images: 1000,
};

export const VERDICT: VerdictEvent = {
  event: "verdict",
  isConfirmation: false,
  claim: "gain",
  statement: {
    name: "positive",
    says: "mean gain > 0",
    kind: "greater",
    role: "primary",
    place: "leaves small-cnn",
    sites: ["leaves small-cnn"],
    estimate: { point: 0.321, lower: 0.1, upper: 0.5, level: 0.95, runs: 9 },
    seeds: 9,
    failed: 0,
    verdict: "supported",
  },
};
