/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/**
 * `index.html`: everything that a run found, on one page that needs no network
 * and no script.
 */
import type { VNode } from "preact";
import { answersOf } from "../answer/answer.ts";
import type { RunDocument } from "../document.ts";
import { claimFigures } from "../figures/claim_figures.ts";
import { runFacts, seedsText } from "../run_facts.ts";
import { leftOutLine } from "../statements.ts";
import { AnswerSection } from "./answer_section.tsx";
import { claimSection } from "./claim_section.tsx";
import { EnvironmentSection } from "./environment_section.tsx";
import { named } from "./named.tsx";
import { Overview } from "./overview.tsx";
import { toPage } from "./page.tsx";
import { placedClaims } from "./places.ts";
import { ReviewSection } from "./review_section.tsx";
import { SamplesSection } from "./samples_section.tsx";
import { trialGroups } from "./trial_groups.ts";
import { TrialSection, USUAL_FOLDER } from "./trial_section.tsx";

/**
 * Writes the page.
 *
 * @param document The run.
 * @param options The folder that it is in, for commands.
 * @returns The text of the file.
 */
export async function toIndexHtml(
  document: RunDocument,
  { out = USUAL_FOLDER }: { out?: string } = {},
): Promise<string> {
  const groups = trialGroups(document.trials);
  const anchors = new Map(
    groups.flatMap(({ anchor, trials }) =>
      trials.map(({ id }) => [id, anchor] as const)
    ),
  );
  const claims = placedClaims(document);
  const trials = new Map(document.trials.map(({ id, result }) => [id, result]));
  const drawn = {
    trainings: new Set<string>(),
    rankings: new Set<string>(),
  };
  const sources = { trials, drawn };
  const sections = await Promise.all(
    claims.map((placed) =>
      claimSection(placed, {
        groups: claimFigures(placed.claim, sources),
        trialGroups: anchors,
        run: { settings: document.settings, trials },
      })
    ),
  );
  const answers = answersOf(document);
  return toPage(
    <>
      <Header {...document} />
      <main>
        {answers.map((answer) => (
          <AnswerSection answer={answer} isOne={answers.length === 1} />
        ))}
        {claims.length > 0
          ? <Overview claims={claims} settings={document.settings} />
          : <p>No claim was decided: the run was a shard, or was stopped.</p>}
        <ReviewSection document={document} />
        {document.leftOut.length > 0 && (
          <details>
            <summary>Not checked: {document.leftOut.length}</summary>
            <ul>
              {document.leftOut.map((each) => (
                <li>{named(leftOutLine(each))}</li>
              ))}
            </ul>
          </details>
        )}
        {sections}
        <SamplesSection {...document} />
        {groups.length > 0 && (
          <TrialSection
            groups={groups}
            settings={document.settings}
            out={out}
          />
        )}
        <EnvironmentSection facts={runFacts(document)} />
      </main>
    </>,
    { title: "Final batch normalization: claims checked" },
  );
}

function Header(
  { settings, environment, claims, trials, isComplete }: RunDocument,
): VNode {
  const sites = new Set(
    claims.flatMap(({ statements }) => statements)
      .flatMap(({ sites }) => sites),
  );
  const facts = [
    settings.profile && `profile ${settings.profile}`,
    seedsText(settings),
    `${trials.length} training${trials.length === 1 ? "" : "s"}`,
    environment.began.slice(0, 10),
  ].filter(Boolean).join(" \u00b7 ");
  return (
    <header>
      <h1>Does a final batch normalization layer help rare classes?</h1>
      <p>
        The claims of{" "}
        <a href="https://arxiv.org/abs/2109.09016">
          The Unreasonable Effectiveness of the Final Batch Normalization Layer
        </a>, each checked by repeated trainings with and without the layer.
      </p>
      <p class="quiet">{facts}</p>
      {sites.size > 0 && <p class="quiet">On {named([...sites].join(", "))}</p>}
      {!isComplete && (
        <p class="departure">
          This run is not complete: some trials or claims are missing.
        </p>
      )}
      <nav aria-label="Sections">
        <a href="#data">Data</a> <a href="#trials">Trials</a>{" "}
        <a href="#environment">Environment</a>
      </nav>
    </header>
  );
}
