/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** What a run says to somebody who brought images: the top of its page. */
import type { ComponentChildren, VNode } from "preact";
import type { Answer, AnswerOption } from "../answer/answer.ts";
import { optionCell, type OptionColumn } from "../answer/option_cell.ts";
import { adviceText, notesOf, toldOf } from "../answer/sentences.ts";
import { decimal } from "../format.ts";
import { named } from "./named.tsx";
import { Grid } from "./tables.tsx";

const COLUMNS: readonly OptionColumn[] = [
  { title: "F1 of the rare classes", measure: "f1", hasInterval: true },
  { title: "AUROC", measure: "auroc" },
  { title: "recall of the common classes", measure: "common" },
  { title: "calibration error", measure: "calibration" },
  { title: "in use: F1", inUse: "f1" },
  { title: "precision", inUse: "precision" },
  {
    title: "false alarms in 1,000",
    measure: "falseAlarms",
    hasInterval: true,
    digits: 0,
  },
];

/** The section of an answer. */
export function AnswerSection(
  { answer, isOne }: { answer: Answer; isOne: boolean },
): VNode {
  const { site, options, advised } = answer;
  const notes = notesOf(answer);
  const place = isOne ? "" : ` (${site.name})`;
  return (
    <section class="answer">
      <h2>{named(`What to do for ${site.minority.join(" and ")}${place}`)}</h2>
      <p class="advice">{named(adviceText(answer))}</p>
      <dl>
        {toldOf(answer).map(({ asks, says }) => (
          <>
            <dt>{named(asks)}</dt>
            <dd>{named(says)}</dd>
          </>
        ))}
      </dl>
      <Grid
        name={`Options${place}`}
        caption="The options, best F1 first"
        columns={["option", ...COLUMNS.map(({ title }) => title), "trainings"]}
        rows={options.map((option) => ({ cells: rowOf(option, advised) }))}
      />
      {notes.length > 0 && <p class="says">{named(notes.join(" "))}</p>}
      <p class="says">
        Means over trainings, some with 95 % intervals. The first four columns
        are for a test with equally many images of each class. “In use” means
        {" "}
        {named(sharesText(answer))}. Each sentence above is decided by its own
        interval; the verdicts below are decided together.
      </p>
      <Recalls answer={answer} place={place} />
      <details open>
        <summary>{named(advised.name)} in PyTorch and Keras</summary>
        <Code option={advised} />
      </details>
      <details>
        <summary>The other options in PyTorch and Keras</summary>
        {options.filter((option) => option !== advised).map((option) => (
          <>
            <h3>{named(option.name)}</h3>
            <Code option={option} />
          </>
        ))}
      </details>
    </section>
  );
}

function rowOf(
  option: AnswerOption,
  advised: AnswerOption,
): ComponentChildren[] {
  const { name, seeds } = option;
  return [
    option === advised ? <b>{named(name)}</b> : named(name),
    ...COLUMNS.map((column) =>
      optionCell(option, column) ?? decimal(undefined)
    ),
    seeds,
  ];
}

/** How frequent each class is in use. */
function sharesText({ classes, isOfFolder }: Answer): string {
  const shares = classes
    .map(({ name, share }) => `${(share * 100).toPrecision(2)} % ${name}`);
  return `${shares.join(", ")}${isOfFolder ? ", as in your folder" : ""}`;
}

/** What each option does to each class. */
function Recalls(
  { answer: { classes, options }, place }: { answer: Answer; place: string },
): VNode {
  const names = classes.map(({ name }) => named(name));
  return (
    <>
      <Grid
        name={`Recall of each class${place}`}
        caption="Recall of each class"
        columns={[
          "option",
          ...classes.map(({ name, isRare, tests }) => (
            <>
              {named(name)}{" "}
              <span class="quiet">
                {isRare ? "rare" : "common"}, {tests} test images
              </span>
            </>
          )),
        ]}
        rows={options.map(({ name, recalls }) => ({
          cells: [
            named(name),
            ...recalls.map((recall) => decimal(recall, { digits: 2 })),
          ],
        }))}
      />
      <details>
        <summary>Confusion matrices: which class is taken for which</summary>
        {options.map(({ name, confusion }) => (
          <Grid
            name={`Confusion matrix of ${name}${place}`}
            caption={<>{named(name)}: share of a row's images</>}
            columns={["true class, taken for", ...names]}
            rows={confusion.map((row, at) => ({
              cells: [
                names[at],
                ...row.map((share) => decimal(share, { digits: 2 })),
              ],
            }))}
          />
        ))}
      </details>
    </>
  );
}

function Code({ option: { code } }: { option: AnswerOption }): VNode {
  if (code === undefined) {
    return <p class="says">Not told for outputs that are no softmax.</p>;
  }
  if (code.pytorch.length === 0) {
    return <p class="says">Nothing is to be changed.</p>;
  }
  return (
    <>
      <pre>{named(`# PyTorch\n${code.pytorch.join("\n")}`)}</pre>
      <pre>{named(`# Keras\n${code.keras.join("\n")}`)}</pre>
    </>
  );
}
