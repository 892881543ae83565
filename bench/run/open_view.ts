/** Who is told of a run: people, a program, or nobody. */
import { JsonView } from "../../reports/terminal/json_view.ts";
import { LineView } from "../../reports/terminal/line_view.ts";
import { LiveView } from "../../reports/terminal/live_view.ts";
import {
  onStandardError,
  windowSize,
  writeAll,
} from "../../reports/terminal/progress.ts";
import type { RunView } from "../../reports/terminal/run_view.ts";
import type { Settings } from "./settings/settings.ts";

/** Milliseconds after which a live view is drawn anew, whatever happens. */
const TICK = 1000;

/**
 * Chooses how a run is shown: on standard error in place, or a line a trial
 * where that is no terminal, and on standard output as events if asked for.
 */
export function openView(
  { json, quiet }: Pick<Settings, "json" | "quiet">,
): RunView {
  const views: RunView[] = [];
  if (!quiet) views.push(forPeople());
  if (json) {
    const write = (text: string) => writeAll(Deno.stdout, text);
    views.push(new JsonView(write, () => performance.now()));
  }
  return {
    show: (event) => views.forEach((view) => view.show(event)),
    note: (text) => views.forEach((view) => view.note(text)),
    end: () => views.forEach((view) => view.end()),
  };
}

function forPeople(): RunView {
  const { isTerminal, write } = onStandardError;
  if (!isTerminal) return new LineView(write);
  return new LiveView({
    write,
    size: windowSize,
    watch,
    now: () => performance.now(),
    hasColour: !Deno.noColor,
  });
}

/** There is no signal of a window's size on Windows: the next tick sees it. */
function watch(redraw: () => void): () => void {
  const timer = setInterval(redraw, TICK);
  const isSignalled = Deno.build.os !== "windows";
  if (isSignalled) Deno.addSignalListener("SIGWINCH", redraw);
  return () => {
    clearInterval(timer);
    if (isSignalled) Deno.removeSignalListener("SIGWINCH", redraw);
  };
}
