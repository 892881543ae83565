/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** The runs of a history: when they began, and what computed them. */
import type { VNode } from "preact";
import { minuteOf } from "../format.ts";
import type { RecordedRun } from "../verdict_history.ts";
import { named } from "./named.tsx";
import { StackTable } from "./tables.tsx";

const COLUMNS = [
  { title: "Run", label: "Run" },
  { title: "Began", isShort: true },
  { title: "Suite" },
  { title: "Code" },
  { title: "Engine" },
  { title: "Folder" },
];

/** The table of the runs, oldest first. */
export function RunTable({ runs }: { runs: readonly RecordedRun[] }): VNode {
  const rows = runs.map((run, at) => [
    at + 1,
    minuteOf(run.began),
    known(run.suite),
    // Of a hash its beginning will do: the file has it whole.
    known(run.code?.replace(/[0-9a-f]{40,}/g, (hash) => hash.slice(0, 12))),
    known(run.engine),
    <>
      <span class="path">{named(run.folder)}</span>
      {!run.isComplete && <div class="quiet">stopped before its end</div>}
      {run.verdicts.length === 0 && <div class="quiet">no verdict</div>}
    </>,
  ]);
  return (
    <section id="runs">
      <h2>Runs</h2>
      <StackTable
        caption="Oldest first; times are UTC"
        columns={COLUMNS}
        rows={rows}
      />
    </section>
  );
}

function known(text: string | undefined): VNode {
  return text === undefined
    ? <span class="quiet">unknown</span>
    : <span>{named(text)}</span>;
}
