/** A run of claims: trains study by study, decides, tells, and confirms. */
import { isDeparture } from "../../reports/statements.ts";
import type { RunView, VerdictEvent } from "../../reports/terminal/run_view.ts";
import { decide, type Family, familyKeys } from "../study/decide.ts";
import { RunEvidence } from "../study/evidence.ts";
import { reviewedFamily } from "../study/expectations.ts";
import type { Site } from "../study/site.ts";
import { type Study, studyTrials } from "../study/study.ts";
import { isSettled } from "../trials/is_settled.ts";
import type { TrialResult } from "../trials/trial.ts";
import { confirm } from "./confirm.ts";
import { type Decided, decidedOf } from "./decided.ts";
import { confirmationEvents, verdictEvents } from "./events.ts";
import { type RunRules, runStudy } from "./run_study.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** What a run needs. */
export interface ClaimRunOptions {
  /** What its verdicts are held against, and what is done about them. */
  rules: RunRules & Pick<Settings, "profile" | "confirm">;
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
  /** By the keys of trials: studies share trials. */
  readonly results = new Map<string, TrialResult>();
  /** The studies that are done. */
  readonly done: Study[] = [];
  /**
   * The assertions that share the level. What is not done, or not asked for,
   * takes its part all the same: a verdict does not depend on how much of a
   * profile is run.
   */
  readonly #family: Family;
  readonly #options: ClaimRunOptions;
  readonly #evidence = new RunEvidence(this.results);
  readonly #stop = new AbortController();
  #decided: Decided[] = [];
  #isComplete = false;

  /** Begins nothing yet. */
  constructor(options: ClaimRunOptions) {
    const { studies, sites, rules, signal } = options;
    this.#options = options;
    const reviewed = reviewedFamily(sites, rules.profile);
    const keys = new Set([...familyKeys(studies), ...reviewed.keys()]);
    this.#family = { keys, reviewed };
    signal?.addEventListener("abort", () => this.#stop.abort());
    if (signal?.aborted) this.#stop.abort();
  }

  /** Of the studies that are done; nothing before the training has ended. */
  get decided(): readonly Decided[] {
    return this.#decided;
  }

  /** Whether it came to its end: no signal or failure cut it short. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Trains what is not kept, and decides; where asked for, confirms. */
  async train(): Promise<void> {
    const { studies, rules } = this.#options;
    for (const study of studies) {
      await this.#run(study);
      if (!this.#hasAll(study)) break;
      this.done.push(study);
      const decided = this.#decide([study]);
      this.#tell(
        decided.flatMap((each) => verdictEvents(each, { isFinal: false })),
      );
      const isLast = this.done.length === studies.length;
      if (rules.failFast && !isLast && this.#hasDeparted()) this.#stop.abort();
    }
    this.#decided = this.#decide(this.done);
    this.#tell(
      this.#decided.flatMap((each) => verdictEvents(each, { isFinal: true })),
    );
    if (rules.confirm && !this.#isStopped) await this.#confirm();
    this.#isComplete = this.done.length === studies.length &&
      !(rules.confirm && this.#isStopped);
  }

  /** Whether all of a study was trained: what is stopped may be done. */
  #hasAll(study: Study): boolean {
    return studyTrials(study).every(({ key }) => this.results.has(key));
  }

  #hasDeparted(): boolean {
    return this.#decide(this.done)
      .some(({ statement }) => isDeparture(statement));
  }

  async #confirm(): Promise<void> {
    const { store } = this.#options.session;
    this.#decided = await confirm(this.#decided, {
      studies: this.done,
      decide: (studies) => this.#decide(studies),
      run: (study) => this.#run(study),
      signal: this.#stop.signal,
      isUsed: (trial) =>
        store.findAll(trial).some(({ result }) => isSettled(result.status)),
    });
    this.#tell(this.#decided.flatMap(confirmationEvents));
  }

  #run(study: Study): Promise<void> {
    const { rules, session, sites, view } = this.#options;
    return runStudy(study, {
      rules,
      session,
      isOnlySite: sites.length === 1,
      results: this.results,
      view,
      stop: this.#stop,
    });
  }

  #decide(studies: readonly Study[]): Decided[] {
    const { profile } = this.#options.rules;
    const family = this.#family.keys.size;
    return decide(this.#evidence.of(studies), this.#family)
      .map((finding) => decidedOf(finding, { family, profile }));
  }

  #tell(events: readonly VerdictEvent[]): void {
    events.forEach(this.#options.view.show);
  }
}
