/** A run of claims: trains round by round, decides, tells, and confirms. */
import { isOpposite } from "../../reports/statements.ts";
import type { RunView, VerdictEvent } from "../../reports/terminal/run_view.ts";
import { measuredCells } from "../review/measured_cells.ts";
import { type Reviewed, reviewRun } from "../review/review_run.ts";
import { decide, type Decision } from "../study/decide.ts";
import type { Site } from "../study/site.ts";
import {
  type DecideOptions,
  placedStatements,
  type RunStandings,
  standingsOf,
} from "../study/standings.ts";
import type { Study } from "../study/study.ts";
import { documentTrials, type FoundInRun } from "./build_document.ts";
import { confirm } from "./confirm.ts";
import { documentClaims } from "./document_claims.ts";
import { type Decided, decidedOf } from "./decided.ts";
import { decisionRules } from "./decision_rules.ts";
import { confirmationEvents, verdictEvents } from "./events.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings/settings.ts";
import {
  type RoundsOptions,
  type TrainedRounds,
  trainRounds,
} from "./train_rounds.ts";

/** What a run needs. */
export interface ClaimRunOptions {
  /** What its verdicts are compared with, and what is done about them. */
  rules:
    & RoundsOptions["rules"]
    & Pick<Settings, "profile" | "confirm" | "filter">;
  /** What it is compared with. */
  reviewed: Reviewed;
  session: Session;
  /** All that was planned, and where. */
  studies: readonly Study[];
  sites: readonly Site[];
  /** Who is told of what happens. */
  view: RunView;
  /** When aborted, running trials are finished, and no more are begun. */
  signal?: AbortSignal | undefined;
}

/** What was trained so far, and what it comes to. */
export class ClaimRun {
  readonly #trained: TrainedRounds = { results: new Map(), unfinished: [] };
  /** What decides, and what was reviewed of claims that are not asked for. */
  readonly #rules: Omit<DecideOptions, "results">;
  readonly #options: ClaimRunOptions;
  readonly #stop = new AbortController();
  /** Names of assertions whose verdicts were told of. */
  readonly #told = new Set<string>();
  #decided: Decided[] = [];
  #claims: Decision["claims"] = new Map();
  #isComplete = false;
  #fresh: Decided[] = [];

  /** Begins nothing yet. */
  constructor(options: ClaimRunOptions) {
    const { sites, rules, signal, reviewed: { expectations } } = options;
    this.#options = options;
    this.#rules = decisionRules(rules, { sites, expectations });
    signal?.addEventListener("abort", () => this.#stop.abort());
    if (signal?.aborted) this.#stop.abort();
  }

  /** What was found so far, compared with the review. */
  get found(): FoundInRun {
    const { isComplete } = this;
    const { rules: { profile }, reviewed } = this.#options;
    const { trials, claims } = this.#documented(this.#decided);
    const fresh = measuredCells(this.#documented(this.#fresh));
    const run = { claims, trials, isComplete };
    return { ...run, ...reviewRun(run, { profile, reviewed, fresh }) };
  }

  /** Whether it came to its end: no signal or failure cut it short. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Trains the trials that are not kept, decides, and confirms if asked to. */
  async train(): Promise<void> {
    const { studies, rules } = this.#options;
    let isWhole = false;
    try {
      isWhole = await this.#train(studies, {
        onRound: (standings) => this.#tellOf(standings),
      });
    } finally {
      if (this.#trained.results.size > 0) {
        const { decided, claims } = this.#decide(studies);
        this.#decided = decided;
        this.#claims = claims;
      }
    }
    this.#tell(this.#decided);
    const isStopped = () => this.#stop.signal.aborted;
    if (rules.confirm && !isStopped()) await this.#confirm();
    this.#isComplete = isWhole && !(rules.confirm && isStopped());
  }

  /** Tells what a round has decided; unexpected verdicts may end the run. */
  #tellOf(standings: RunStandings): void {
    const only = new Set(
      standings.assertions.map(({ standing }) => standing)
        .filter(({ state, key }) => state === "decided" && !this.#told.has(key))
        .map(({ key }) => key),
    );
    if (only.size === 0) return;
    const { studies, rules } = this.#options;
    const { decided } = this.#decide(studies, { only, standings });
    this.#tell(decided);
    const hasDeparted = decided.some(({ statement }) => isOpposite(statement));
    if (rules.failFast && hasDeparted) this.#stop.abort();
  }

  async #confirm(): Promise<void> {
    const { studies } = this.#options;
    const lost = this.#lost();
    // No claim is decided by them: nothing goes on for one.
    const rules = { ...this.#rules, isWhole: () => false };
    const { decided, fresh } = await confirm(this.#decided, {
      studies,
      isLost: ({ finding }) => lost.has(finding.bets?.standing.key ?? ""),
      decide: (studies) => this.#decide(studies, rules).decided,
      run: async (studies) => {
        await this.#train(studies, { isConfirmation: true, decidedBy: rules });
      },
      signal: this.#stop.signal,
    });
    this.#decided = decided;
    this.#fresh = fresh;
    this.#show(this.#decided.flatMap(confirmationEvents));
  }

  /** Keys of firm verdicts that the run lost, for no reason that is known. */
  #lost(): Set<string> {
    const { rules: { profile }, reviewed } = this.#options;
    const run = { ...this.#documented(this.#decided), isComplete: true };
    const { claims } = reviewRun(run, { profile, reviewed });
    return new Set(
      claims.flatMap(({ name, statements }) =>
        statements.filter(({ departure }) => departure?.check === "lost")
          .map((each) => `${name}/${each.name} on ${each.place}`)
      ),
    );
  }

  /** What was decided, as the document of the run has it. */
  #documented(
    decided: readonly Decided[],
  ): Pick<FoundInRun, "claims" | "trials"> {
    const { results, unfinished } = this.#trained;
    const { filter } = this.#options.rules;
    return {
      claims: documentClaims(this.#claims, decided, filter),
      // Those of a round that did not come to its end as well.
      trials: documentTrials([...results.values(), ...unfinished]),
    };
  }

  #train(
    studies: readonly Study[],
    { decidedBy = this.#rules, ...options }:
      & Pick<RoundsOptions, "isConfirmation" | "onRound">
      & { decidedBy?: Omit<DecideOptions, "results"> },
  ): Promise<boolean> {
    return trainRounds(placedStatements(studies), this.#trained, {
      ...this.#options,
      ...options,
      stop: this.#stop,
      standingsOf: (results) => standingsOf(studies, { ...decidedBy, results }),
    });
  }

  #decide(
    studies: readonly Study[],
    changes: Partial<Parameters<typeof decide>[1]> = {},
  ): Pick<Decision, "claims"> & { decided: Decided[] } {
    const { rules: { profile }, reviewed: { expectations } } = this.#options;
    const { results } = this.#trained;
    const options = { ...this.#rules, results, ...changes };
    const { findings, claims } = decide(studies, options);
    const decided = findings.map((finding) =>
      decidedOf(finding, { profile, expectations })
    );
    return { decided, claims };
  }

  /** Tells of verdicts, of each once. */
  #tell(decided: readonly Decided[]): void {
    const untold = decided.filter(({ finding }) => {
      const { key } = finding.bets?.standing ?? {};
      return key !== undefined && !this.#told.has(key);
    });
    for (const { finding } of untold) {
      this.#told.add(finding.bets!.standing.key);
    }
    this.#show(untold.flatMap(verdictEvents));
  }

  #show(events: readonly VerdictEvent[]): void {
    events.forEach(this.#options.view.show);
  }
}
