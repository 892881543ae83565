/** Every trial, with the command that trains it again. */
import { decimal } from "../format.ts";
import { readList } from "../tables/read_list.ts";
import type { TrialRow } from "../tables/trials_csv.ts";
import type { Anchors, TrialGroup } from "./anchors.ts";
import { html, type Markup, named } from "./html.ts";

/** Trials that are shown, at the most: a page must open, and files have all. */
const MOST_TRIALS = 10_000;

/** What is not told of a group where it is as usual. */
const USUAL: Partial<TrialRow> = {
  outputs: "softmax",
  optimizer: "adam",
  schedule: "constant",
  augmentation: "none",
  remedy: "none",
  precision: "f32",
};

/**
 * Writes the trials, group by group, folded away.
 *
 * @param anchors The groups.
 * @param options What stands behind the name of a trial to train it again;
 * nothing if the run did not say.
 */
export function trialSection(
  { groups }: Anchors,
  { options }: { options: string | undefined },
): Markup {
  const most = Math.max(1, Math.floor(MOST_TRIALS / groups.length));
  const sites = new Map<string, TrialGroup[]>();
  for (const group of groups) {
    const { dataset, model } = group.trials[0]?.[0] ?? {};
    const site = `${dataset} ${model}`;
    sites.set(site, [...sites.get(site) ?? [], group]);
  }
  return html`
    <section id="trials"><h2>Trials</h2>
    <p class="says">Trainings that differ in their seed alone are together. Numbers are of the last epoch, on the test images; trials.csv has the others, in full. A trial is trained again, and held against what is recorded, by the command beside it.${options ===
        undefined
      ? " The run did not record its options: they go behind the trial\u2019s name."
      : undefined}</p>
    ${[...sites].map(([site, own]) =>
      html`<h3>${named(site)}</h3>${
        own.map((group) => groupMarkup(group, { most, options }))
      }`
    )}</section>
  `;
}

function groupMarkup(
  { anchor, trials }: TrialGroup,
  { most, options = "" }: { most: number; options: string | undefined },
): Markup {
  const [first = {}] = trials[0] ?? [];
  const shown = trials.slice(0, most);
  const isTreated = trials.some((rows) => rows.length > 1);
  const rest = trials.length > shown.length
    ? html`
      <p
        class="quiet">The first ${shown.length} of ${trials
          .length}; all are in trials.csv.</p>
    `
    : undefined;
  return html`
    <details
      id="${anchor}"><summary>${named(first.head ?? "")}: ${named(
        describe(first),
      )}</summary>${rest}<div class="scroll" role="region" tabindex="0" aria-label="Trials ${anchor}"><table class="grid">
    <thead><tr><th scope="col">seed</th><th scope="col">minority F1</th>${isTreated
      ? html`<th scope="col">layer removed</th>`
      : undefined}<th scope="col">MCC</th><th scope="col">loss</th><th scope="col">train it again</th></tr></thead>
    <tbody>${shown.map((rows) =>
      trialMarkup(rows, { isTreated, options })
    )}</tbody></table></div></details>
  `;
}

function trialMarkup(
  [row = {}, removed]: readonly TrialRow[],
  { isTreated, options }: { isTreated: boolean; options: string },
): Markup {
  const { trial, seed, status, reason } = row;
  const command = `deno task trial ${trial}${options && ` ${options}`}`;
  const numbers = status === "ok"
    ? html`<td>${decimal(row.minority_f1)}${
      isTreated ? html`<td>${decimal(removed?.minority_f1)}` : undefined
    }<td>${decimal(row.mcc)}<td>${decimal(row.final_loss)}`
    : html`<td colspan="${isTreated ? 4 : 3}">${status}: ${
      named(reason ?? "")
    }`;
  return html`
    <tr>
      <td>${seed}${numbers}<td>${command}
  `;
}

function describe(row: TrialRow): string {
  const { majority_count, minority_count, batch_size, epochs } = row;
  const names = (cell: string | undefined) => readList(cell).join(" and ");
  const unusual = Object.entries(USUAL)
    .filter(([name, usual]) => row[name as keyof TrialRow] !== usual)
    .flatMap(([name]) => row[name as keyof TrialRow] ?? []);
  return [
    `${majority_count} of ${names(row.majority)} to ${minority_count} of ` +
    names(row.minority),
    `batch ${batch_size}`,
    `${epochs} epoch${epochs === 1 ? "" : "s"}`,
    ...unusual.map(String),
  ].join(", ");
}
