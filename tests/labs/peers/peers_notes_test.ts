import { assertEquals } from "@std/assert";
import { peersNotes } from "../../../labs/peers/peers_notes.ts";
import { reportOf } from "./_report.ts";
import { sampleOf } from "./_samples.ts";

const PINNED = { isPinned: true };
const way = (name: string) => ({ name, threads: 1, options: {} });

Deno.test("peersNotes() says what computed, and which ways were tried", () => {
  const variants = new Map([["keras", [
    { variant: way("a call an epoch"), cpuSeconds: 1.5 },
    { variant: way("a call a step"), cpuSeconds: 2 },
    { variant: way("2 threads"), reason: "no" },
  ]]]);
  assertEquals(peersNotes(reportOf({ variants }), PINNED), [
    "suite: this suite, the steps compiled (suite 1.0)",
    "keras: Keras on TensorFlow, by fit (keras 1.0); seconds of the core for " +
    "an arm, the least taken: a call an epoch: 1.50, a call a step: 2.00, 2 " +
    "threads: does not run",
    "pytorch: PyTorch, op by op, with the fused Adam (pytorch 1.0)",
  ]);
});

Deno.test("peersNotes() names who is left out, in one line", () => {
  const leftOut = new Map([["keras-jit", "Cannot install it: pip says\n  no"]]);
  assertEquals(
    peersNotes(reportOf({ leftOut }), PINNED).at(-1),
    "keras-jit is left out: Cannot install it: pip says no",
  );
});

Deno.test("peersNotes() says that the machine was not quiet, or nobody was pinned", () => {
  const samples = [
    sampleOf({}, { cpuSeconds: 0.4 }),
    ...[2, 3].map((round) => sampleOf({ round })),
  ];
  const notes = peersNotes(reportOf({ samples }), { isPinned: false });
  assertEquals(notes.slice(-2), [
    "processes are not kept on their cores: there is no taskset on this system",
    "the machine was not quiet: in a round, a process got 40 % of what it " +
    "gets of its core in the median round; measure again when it is",
  ]);
});
