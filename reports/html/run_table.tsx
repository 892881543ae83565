/** @jsxRuntime automatic @jsxImportSource preact */
/** The runs of a history: when they began, and what computed them. */
import type { VNode } from "preact";
import { minuteOf } from "../format.ts";
import type { RecordedRun } from "../verdict_history.ts";
import { Named } from "./named.tsx";
import { StackCell, StackRow, StackTable } from "./stack_table.tsx";

const COLUMNS = ["Run", "Began", "Suite", "Code", "Engine", "Folder"];

/** The table of the runs, oldest first. */
export function RunTable({ runs }: { runs: readonly RecordedRun[] }): VNode {
  return (
    <section id="runs">
      <h2>Runs</h2>
      <StackTable caption="Oldest first; times are UTC" columns={COLUMNS}>
        {runs.map((run, at) => (
          <StackRow head={at + 1} label="Run">
            <StackCell label="Began" look="n">{minuteOf(run.began)}</StackCell>
            <StackCell label="Suite">
              <Known text={run.suite} />
            </StackCell>
            <StackCell label="Code">
              <Known text={shortened(run.code)} />
            </StackCell>
            <StackCell label="Engine">
              <Known text={run.engine} />
            </StackCell>
            <StackCell label="Folder">
              <span class="path">
                <Named name={run.folder} />
              </span>
              {!run.isComplete && (
                <div class="quiet">stopped before its end</div>
              )}
              {run.verdicts.length === 0 && <div class="quiet">no verdict</div>}
            </StackCell>
          </StackRow>
        ))}
      </StackTable>
    </section>
  );
}

function Known({ text }: { text: string | undefined }): VNode {
  return text === undefined ? <span class="quiet">unknown</span> : (
    <span>
      <Named name={text} />
    </span>
  );
}

/** Of a hash its beginning will do: the file has it whole. */
function shortened(text: string | undefined): string | undefined {
  return text?.replace(/[0-9a-f]{40,}/g, (hash) => hash.slice(0, 12));
}
