/** What this suite is measured beside: what a user would otherwise write. */

import type { Precision } from "../../models/precision.ts";

/** Where the packages of a peer come from. */
export type PeerRuntime = "deno" | "pytorch" | "tensorflow";

/** One way to run a peer; the fastest is chosen for each set-up. */
export interface PeerVariant {
  /** What is different, for people. */
  name: string;
  /** Threads that an op may use. */
  threads: number;
  /** What the peer's program understands. */
  options: Readonly<Record<string, string | boolean>>;
}

/** A program that trains. */
export interface Peer {
  name: string;
  /** One line for people. */
  title: string;
  runtime: PeerRuntime;
  /** The program, beside this file. */
  script: string;
  variants: readonly [PeerVariant, ...PeerVariant[]];
}

/** The peer that all others are compared with. */
export const SUITE = "suite";

const SUITE_SCRIPT = "_suite_process.ts";
const ONE_THREAD = { threads: 1 };

/** One thread a process, and for comparison two on the same core. */
function withThreads(
  name: string,
  options: PeerVariant["options"],
): [PeerVariant, PeerVariant] {
  return [
    { name, threads: 1, options },
    { name: `${name}, 2 threads`, threads: 2, options },
  ];
}

function compiledIn(precision: Precision): PeerVariant {
  return {
    ...ONE_THREAD,
    name: `compiled, ${precision}`,
    options: { eager: false, precision },
  };
}

/** The peers, in the order in which they take turns. */
export const PEERS: readonly [Peer, ...Peer[]] = [
  {
    name: SUITE,
    title: "this suite, the steps compiled",
    runtime: "deno",
    script: SUITE_SCRIPT,
    variants: [compiledIn("f32")],
  },
  {
    name: "suite-bf16",
    title: "this suite, the steps compiled, products in bfloat16",
    runtime: "deno",
    script: SUITE_SCRIPT,
    variants: [compiledIn("bf16")],
  },
  {
    name: "suite-eager",
    title: "this suite, op by op",
    runtime: "deno",
    script: SUITE_SCRIPT,
    variants: [{
      ...ONE_THREAD,
      name: "eager",
      options: { eager: true, precision: "f32" },
    }],
  },
  {
    name: "pytorch",
    title: "PyTorch, op by op, with the fused Adam",
    runtime: "pytorch",
    script: "python/torch_peer.py",
    variants: [
      ...withThreads("channels-last", { layout: "channels-last" }),
      ...withThreads("channels-first", { layout: "channels-first" }),
    ],
  },
  {
    name: "pytorch-compile",
    title: "PyTorch, by torch.compile, with the fused Adam",
    runtime: "pytorch",
    script: "python/torch_peer.py",
    variants: [
      {
        ...ONE_THREAD,
        name: "channels-last",
        options: { layout: "channels-last", mode: "default" },
      },
      {
        ...ONE_THREAD,
        name: "channels-first",
        options: { layout: "channels-first", mode: "default" },
      },
    ],
  },
  {
    name: "keras",
    title: "Keras on TensorFlow, by fit",
    runtime: "tensorflow",
    script: "python/keras_peer.py",
    variants: [
      ...withThreads("a call an epoch", { jit: false, execution: "epoch" }),
      {
        ...ONE_THREAD,
        name: "a call a step",
        options: { jit: false, execution: "step" },
      },
    ],
  },
  {
    name: "keras-jit",
    title: "Keras on TensorFlow, by fit with jit_compile",
    runtime: "tensorflow",
    script: "python/keras_peer.py",
    variants: [
      {
        ...ONE_THREAD,
        name: "a call an epoch",
        options: { jit: true, execution: "epoch" },
      },
      {
        ...ONE_THREAD,
        name: "a call a step",
        options: { jit: true, execution: "step" },
      },
    ],
  },
  {
    name: "tf-function",
    title: "TensorFlow, a loop in tf.function written by hand",
    runtime: "tensorflow",
    script: "python/tensorflow_peer.py",
    variants: [
      ...withThreads("a call an epoch", { jit: false, loop: "epoch" }),
      {
        ...ONE_THREAD,
        name: "a call a step",
        options: { jit: false, loop: "step" },
      },
    ],
  },
];
