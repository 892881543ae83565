import { assert, assertEquals } from "@std/assert";
import { LiveView } from "../../../reports/terminal/live_view.ts";
import { ROUND, STARTED, TRIAL, VERDICT } from "../_events.ts";
import { Screen } from "../_screen.ts";

/** A view on a made-up terminal with something above it. */
function viewOn(columns: number, { hasColour = false } = {}) {
  const screen = new Screen(columns);
  const written: string[] = [];
  const clock = { milliseconds: 0 };
  const watchers = new Set<() => void>();
  screen.write("$ deno task bench\n");
  const view = new LiveView({
    write: (text) => {
      written.push(text);
      screen.write(text);
    },
    size: () => ({ columns: screen.columns, rows: 24 }),
    now: () => clock.milliseconds,
    hasColour,
    watch: (redraw) => {
      watchers.add(redraw);
      return () => watchers.delete(redraw);
    },
  });
  const redraw = () => watchers.forEach((watcher) => watcher());
  return { view, screen, written, clock, watchers, redraw };
}

Deno.test("LiveView draws in place", () => {
  const { view, screen, clock } = viewOn(80);
  view.show(STARTED);
  view.show({ ...ROUND, kept: 1, keptImages: 1000 });
  clock.milliseconds += 2000;
  view.show(TRIAL);
  view.show(VERDICT);
  assertEquals(screen.lines, [
    "$ deno task bench",
    `${"█".repeat(12)}${
      "░".repeat(12)
    } 2/4 trials, 30.0 a minute, 4 s left of ` +
    "the round",
    "leaves small-cnn, plain, seed 1: minority F1 0.250",
    "round 1, to 2 seeds, for gain/positive on leaves small-cnn",
    "gain/positive  supported  +0.32  leaves small-cnn, 9 seeds",
  ]);
});

Deno.test("LiveView says what differs from what is expected", () => {
  const { view, screen } = viewOn(80);
  const { statement } = VERDICT;
  const departed = { expected: "contradicted", estimate: undefined } as const;
  view.show({ ...VERDICT, statement: { ...statement, ...departed } });
  assertEquals(
    screen.lines.at(-1),
    "gain/positive  supported  expected: contradicted  leaves small-cnn, 9 seeds",
  );
});

Deno.test("LiveView wipes itself away, and nothing else", () => {
  const { view, screen, watchers } = viewOn(80);
  view.show(STARTED);
  view.show(TRIAL);
  view.show(VERDICT);
  assertEquals(watchers.size, 1);
  view.end();
  assertEquals(screen.lines, ["$ deno task bench"]);
  assertEquals(watchers.size, 0);
  view.end();
  screen.write("verdicts\n");
  assertEquals(screen.lines, ["$ deno task bench", "verdicts"]);
});

Deno.test("LiveView writes notes above itself, where they stay", () => {
  const { view, screen } = viewOn(80);
  view.note("left out: nothing");
  view.show(STARTED);
  view.note("note: a copy");
  assertEquals(screen.lines.slice(0, 3), [
    "$ deno task bench",
    "left out: nothing",
    "note: a copy",
  ]);
  view.end();
  assertEquals(screen.lines.length, 3);
});

Deno.test("LiveView survives every change of the window's size", () => {
  for (const [from, to] of [[80, 30], [80, 11], [30, 80], [25, 9], [9, 60]]) {
    const { view, screen, redraw } = viewOn(from!);
    const above = screen.lines.join("");
    view.show(STARTED);
    view.show(TRIAL);
    view.show(VERDICT);
    screen.resize(to!);
    redraw();
    const lines = screen.lines;
    assertEquals(
      lines.filter((line) => line.includes("1/4")).length,
      1,
      `${from} to ${to}: ${lines.join("|")}`,
    );
    assert(lines.every((line) => [...line].length <= to!));
    view.end();
    assertEquals(screen.lines.join(""), above, `${from} to ${to}`);
  }
});

Deno.test("LiveView counts each round by itself", () => {
  const { view, screen } = viewOn(80);
  view.show(STARTED);
  view.show(ROUND);
  view.show(TRIAL);
  view.show({ ...ROUND, round: 2, trials: 6, kept: 1 });
  assert(screen.lines[1]!.includes(" 1/6 trials"), screen.lines[1]);
});

Deno.test("LiveView colours verdicts where it may, and nothing where not", () => {
  const plain = viewOn(80);
  plain.view.show(VERDICT);
  assert(!plain.written.join("").includes("\x1b[3"));
  const coloured = viewOn(80, { hasColour: true });
  coloured.view.show(VERDICT);
  assert(coloured.written.join("").includes("\x1b[32msupported\x1b[0m"));
  assertEquals(coloured.screen.lines, plain.screen.lines);
});
