import { assertEquals } from "@std/assert";
import { JsonView } from "../../../reports/terminal/json_view.ts";
import { STARTED, TRIAL } from "../_events.ts";

Deno.test("JsonView writes a line an event, with the seconds since it began", () => {
  const written: string[] = [];
  const clock = { milliseconds: 500 };
  const view = new JsonView(
    (text) => written.push(text),
    () => clock.milliseconds,
  );
  view.show(STARTED);
  clock.milliseconds += 1234.5678;
  view.show({ ...TRIAL, reason: "line\nbreak, \u2028 and \ud800" });
  view.note("for people");
  view.end();
  assertEquals(written.map((line) => line.split("\n").length), [2, 2]);
  const [started, trial] = written.map((line) => JSON.parse(line));
  assertEquals(started, { ...STARTED, seconds: 0 });
  assertEquals(trial.seconds, 1.235);
  assertEquals(trial.reason, "line\nbreak, \u2028 and \ud800");
  assertEquals(trial.spec, { seed: 1 });
});

Deno.test("JsonView leaves out what is missing", () => {
  const written: string[] = [];
  const view = new JsonView((text) => written.push(text), () => 0);
  view.show({ ...TRIAL, status: "killed", minorityF1: undefined });
  assertEquals("minorityF1" in JSON.parse(written[0]!), false);
});
