/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** Every trial, with the command that trains it again, if there is one. */
import type { VNode } from "preact";
import { unusualOf } from "../../bench/trials/describe_spec.ts";
import type { TrialSpec } from "../../bench/trials/trial.ts";
import type { DocumentTrial, RunDocument } from "../document.ts";
import { decimal } from "../format.ts";
import { trialCommands } from "../suite_command.ts";
import { named } from "./named.tsx";
import { type Cells, Grid } from "./tables.tsx";
import type { TrialGroup } from "./trial_groups.ts";

/** The folder that `deno task trial` compares with unless told otherwise. */
export const USUAL_FOLDER = "reports/latest";

/** Trials that are shown, at the most: a page must open, and files have all. */
const MOST_TRIALS = 10_000;

/** The command that trains a trial again, by its id; nothing where none does. */
type CommandOf = ReturnType<typeof trialCommands>;

/** The trials, group by group, folded away. */
export function TrialSection(
  { groups, settings, out }: {
    groups: readonly TrialGroup[];
    /** Of the run. */
    settings: RunDocument["settings"];
    /** The folder of the run. */
    out: string;
  },
): VNode {
  const most = Math.max(1, Math.floor(MOST_TRIALS / groups.length));
  const folder = out === USUAL_FOLDER ? undefined : out;
  const commandOf = trialCommands(settings, { out: folder });
  const sites = Map.groupBy(groups, ({ trials }) => {
    const { dataset, model } = trials[0]!.result.spec;
    return `${dataset} ${model}`;
  });
  return (
    <section id="trials">
      <h2>Trials</h2>
      <p class="says">
        Trainings that differ only in their seed are grouped. The numbers are
        those of the last epoch, on the test images; trials.csv has all.
        {commandOf !== undefined &&
          " The command trains a trial again and compares it with what is " +
            `recorded${folder === undefined ? "" : ` in ${folder}`}.`}
      </p>
      {[...sites].map(([site, own]) => (
        <>
          <h3>{named(site)}</h3>
          {own.map((group) => (
            <Group {...group} commandOf={commandOf} most={most} />
          ))}
        </>
      ))}
    </section>
  );
}

function Group(
  { anchor, trials, commandOf, most }: TrialGroup & {
    commandOf: CommandOf;
    /** Trials that are shown, at the most. */
    most: number;
  },
): VNode {
  const shown = trials.slice(0, most);
  const { spec } = trials[0]!.result;
  return (
    <details id={anchor}>
      <summary>{named(spec.head)}: {named(describe(spec))}</summary>
      {trials.length > shown.length && (
        <p class="quiet">
          The first {shown.length} of {trials.length}; trials.csv has all.
        </p>
      )}
      <Grid
        name={`Trials ${anchor}`}
        look="commands"
        columns={[
          "seed",
          "minority F1",
          "AUROC",
          "layer removed",
          "MCC",
          "loss",
          commandOf === undefined ? "trial" : "command",
        ]}
        rows={shown.map((trial) => ({ cells: cellsOf(trial, commandOf) }))}
      />
    </details>
  );
}

function cellsOf(
  { id, result }: DocumentTrial,
  commandOf: CommandOf,
): Cells {
  const { spec, status, reason = "", losses, evaluations } = result;
  const metricsOf = (inference: "as-trained" | "layer-removed") =>
    evaluations.findLast((each) => each.inference === inference)?.metrics;
  const trained = metricsOf("as-trained");
  return [
    spec.seed,
    decimal(trained?.minorityF1),
    decimal(trained?.minorityAuroc),
    decimal(metricsOf("layer-removed")?.minorityF1),
    decimal(trained?.mcc),
    decimal(losses.at(-1)),
    <>
      {commandOf?.(id) ?? id}
      {status !== "ok" && <p class="departure">{status}: {named(reason)}</p>}
    </>,
  ];
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
