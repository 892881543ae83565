import { assertEquals } from "@std/assert";
import { LineView } from "../../../reports/terminal/line_view.ts";
import { STARTED, STUDY, TRIAL, VERDICT } from "../_events.ts";

Deno.test("LineView writes a line a trial, counted within its study", () => {
  const written: string[] = [];
  const view = new LineView((text) => written.push(text));
  view.show(STARTED);
  view.show({ ...STUDY, kept: 2 });
  view.show(TRIAL);
  view.show({ ...TRIAL, status: "killed", minorityF1: undefined });
  view.show(VERDICT);
  view.show({ ...STUDY, study: "control", trials: 7 });
  view.show({ ...TRIAL, study: "control" });
  view.note("note: a copy of \u001b[2Jrust");
  view.end();
  assertEquals(written, [
    "[2/4] gain: 2 of 4 trials are kept\n",
    "[3/4] gain plain seed 1: minority F1 0.250\n",
    "[4/4] gain plain seed 1: killed\n",
    "[1/7] control plain seed 1: minority F1 0.250\n",
    "note: a copy of  [2Jrust\n",
  ]);
});
