/** @jsxRuntime automatic @jsxImportSource preact */
/** Every trial, with the command that trains it again. */
import type { VNode } from "preact";
import { unusualOf } from "../../bench/trials/describe_spec.ts";
import type { TrialSpec } from "../../bench/trials/trial.ts";
import type { DocumentTrial } from "../document.ts";
import { decimal } from "../format.ts";
import { Named } from "./named.tsx";
import { Scroll } from "./scroll.tsx";
import type { TrialGroup } from "./trial_groups.ts";

/** Trials that are shown, at the most: a page must open, and files have all. */
const MOST_TRIALS = 10_000;

/** How the trials of a group are shown. */
interface GroupOptions {
  /** What stands behind the id of a trial to train it again. */
  options: string;
  /** Trials of a group that are shown, at the most. */
  most: number;
}

/** The trials, group by group, folded away. */
export function TrialSection(
  { groups, options }: {
    groups: readonly TrialGroup[];
    /** The options of the run; nothing if it did not record them. */
    options: string | undefined;
  },
): VNode {
  const most = Math.max(1, Math.floor(MOST_TRIALS / groups.length));
  const sites = Map.groupBy(groups, ({ trials }) => {
    const spec = trials[0]?.result.spec;
    return `${spec?.dataset} ${spec?.model}`;
  });
  return (
    <section id="trials">
      <h2>Trials</h2>
      <p class="says">
        Trainings that differ only in their seed are together. The numbers are
        those of the last epoch, on the test images; trials.csv has all. The
        command trains a trial again and compares it with the record.
        {options === undefined &&
          " The run did not record its options: add them after the trial’s id."}
      </p>
      {[...sites].map(([site, own]) => (
        <>
          <h3>
            <Named name={site} />
          </h3>
          {own.map((group) => (
            <Group {...group} options={options ?? ""} most={most} />
          ))}
        </>
      ))}
    </section>
  );
}

function Group(
  { anchor, trials, options, most }: TrialGroup & GroupOptions,
): VNode {
  const shown = trials.slice(0, most);
  const spec = trials[0]!.result.spec;
  const isTreated = trials.some(({ result }) =>
    evaluationOf(result, "layer-removed") !== undefined
  );
  return (
    <details id={anchor}>
      <summary>
        <Named name={spec.head} />: <Named name={describe(spec)} />
      </summary>
      {trials.length > shown.length && (
        <p class="quiet">
          The first {shown.length} of {trials.length}; trials.csv has all.
        </p>
      )}
      <Scroll label={`Trials ${anchor}`}>
        <table class="grid commands">
          <thead>
            <tr>
              <th scope="col">seed</th>
              <th scope="col">minority F1</th>
              {isTreated && <th scope="col">layer removed</th>}
              <th scope="col">MCC</th>
              <th scope="col">loss</th>
              <th scope="col">command</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((trial) => (
              <Trial {...trial} isTreated={isTreated} options={options} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function Trial(
  { id, result, isTreated, options }: DocumentTrial & {
    isTreated: boolean;
    options: string;
  },
): VNode {
  const { spec, status, reason = "", losses } = result;
  const trained = evaluationOf(result, "as-trained")?.metrics;
  const removed = evaluationOf(result, "layer-removed")?.metrics;
  return (
    <tr>
      <td>{spec.seed}</td>
      {status === "ok"
        ? (
          <>
            <td>{decimal(trained?.minorityF1)}</td>
            {isTreated && <td>{decimal(removed?.minorityF1)}</td>}
            <td>{decimal(trained?.mcc)}</td>
            <td>{decimal(losses.at(-1))}</td>
          </>
        )
        : (
          <td colspan={isTreated ? 4 : 3}>
            {status}: <Named name={reason} />
          </td>
        )}
      <td>{`deno task trial ${id} ${options}`.trim()}</td>
    </tr>
  );
}

/** The last evaluation of a network in one use. */
function evaluationOf(
  { evaluations }: DocumentTrial["result"],
  inference: "as-trained" | "layer-removed",
) {
  return evaluations.findLast((each) => each.inference === inference);
}

function describe(spec: TrialSpec): string {
  const { majority, minority, majorityCount, minorityCount, epochs } = spec;
  return [
    `${majorityCount} images each of ${majority.join(" and ")}, ` +
    `${minorityCount} each of ${minority.join(" and ")}`,
    `${epochs} epoch${epochs === 1 ? "" : "s"}`,
    ...unusualOf(spec),
  ].join(", ");
}
