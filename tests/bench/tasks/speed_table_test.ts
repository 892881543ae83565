import { assertEquals } from "@std/assert";
import { speedTable } from "../../../bench/tasks/_speed_table.ts";

const TRAINING = {
  batchSize: 64,
  model: "mlp",
  imageShape: [28, 28, 1],
} as const;

Deno.test("speedTable() gives medians, ranges, ratios round by round, and memory", () => {
  const eager = { rounds: [100, 400, 200], peakBytes: 2 ** 30 };
  const compiled = { rounds: [300, 800, 500], peakBytes: 1.5 * 2 ** 30 };
  const table = speedTable([{ processes: 2, eager, compiled }], TRAINING);
  assertEquals(table.split("\n"), [
    "mlp, 28x28x1, batch 64, one thread a process: median (range)",
    "                                     images/s           to eager  " +
    "peak memory",
    "2 processes  eager              200 (100-400)                     " +
    "   1.00 GiB",
    "             compiled           500 (300-800)   2.50 (2.00-3.00)  " +
    "   1.50 GiB",
  ]);
});

Deno.test("speedTable() leaves out what is not known", () => {
  const eager = { rounds: [4, 5], peakBytes: undefined };
  assertEquals(
    speedTable([{ processes: 1, eager }], TRAINING).split("\n")[2],
    "1 process    eager              4.5 (4.0-5.0)",
  );
});
