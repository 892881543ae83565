/** A run of claims: trains study by study, decides, tells, and confirms. */
import type { ClaimStanding } from "../../statistics/decide_claims.ts";
import { isDeparture } from "../../reports/statements.ts";
import type { RunView, VerdictEvent } from "../../reports/terminal/run_view.ts";
import type { Claim } from "../study/claim.ts";
import { claimStandings, decide } from "../study/decide.ts";
import { reviewedEvidence } from "../study/expectations.ts";
import type { Site } from "../study/site.ts";
import type { DecideOptions } from "../study/standings.ts";
import type { Study } from "../study/study.ts";
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
  rules: RunRules & Pick<Settings, "profile" | "confirm" | "seeds">;
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
  /** What decides, and what was reviewed of claims that are not asked for. */
  readonly #rules: Omit<DecideOptions, "results">;
  readonly #options: ClaimRunOptions;
  readonly #stop = new AbortController();
  #decided: Decided[] = [];

  /** Begins nothing yet. */
  constructor(options: ClaimRunOptions) {
    const { sites, rules, signal } = options;
    this.#options = options;
    const { seeds, profile } = rules;
    const reviewed = reviewedEvidence(sites, profile);
    this.#rules = { schedule: seeds, reviewed };
    signal?.addEventListener("abort", () => this.#stop.abort());
    if (signal?.aborted) this.#stop.abort();
  }

  /** Of the studies that are done; nothing before the training has ended. */
  get decided(): readonly Decided[] {
    return this.#decided;
  }

  /** What the claims of the studies that are done came to. */
  get claims(): ReadonlyMap<Claim, ClaimStanding> {
    const findings = this.#decided.map(({ finding }) => finding);
    return claimStandings(findings, this.#rules);
  }

  /** Whether it came to its end: no signal or failure ended it early. */
  get isComplete(): boolean {
    const isAll = this.done.length === this.#options.studies.length;
    return isAll && !this.#isStopped;
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Trains what is not kept, and decides; where asked for, confirms. */
  async train(): Promise<void> {
    const { studies, rules } = this.#options;
    for (const study of studies) {
      await this.#run(study);
      if (this.#isStopped) break;
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
    return decide(studies, { results: this.results, ...this.#rules })
      .map((finding) => decidedOf(finding, { profile }));
  }

  #tell(events: readonly VerdictEvent[]): void {
    events.forEach(this.#options.view.show);
  }
}
