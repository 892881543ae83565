/** A run of claims: trains study by study, decides, tells, and confirms. */
import type { RunView } from "../../reports/terminal/run_view.ts";
import { decide, type Family, familyKeys } from "../study/decide.ts";
import { RunEvidence } from "../study/evidence.ts";
import { expectedVerdict, reviewedFamily } from "../study/expectations.ts";
import type { Study } from "../study/study.ts";
import { isSettled } from "../trials/is_settled.ts";
import type { TrialResult } from "../trials/trial.ts";
import { confirm, isDeparture, type Reviewed } from "./confirm.ts";
import { findingEvents } from "./outputs/finding_event.ts";
import { runStudy } from "./run_study.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings/settings.ts";

/** What a run needs. */
export interface ClaimRunOptions {
  settings: Settings;
  session: Session;
  /** All that was planned. */
  studies: readonly Study[];
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
  readonly family: Family;
  readonly #options: ClaimRunOptions;
  readonly #evidence = new RunEvidence(this.results);
  readonly #stop = new AbortController();
  #findings: Reviewed[] = [];

  /** Begins nothing yet. */
  constructor(options: ClaimRunOptions) {
    const { studies, settings, signal } = options;
    this.#options = options;
    const reviewed = reviewedFamily(settings.sites, settings.profile);
    const keys = new Set([...familyKeys(studies), ...reviewed.keys()]);
    this.family = { keys, reviewed };
    signal?.addEventListener("abort", () => this.#stop.abort());
    if (signal?.aborted) this.#stop.abort();
  }

  /** Of the studies that are done; none before the training has ended. */
  get findings(): readonly Reviewed[] {
    return this.#findings;
  }

  /** Whether something ended it early: a signal, or a failure. */
  get isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Trains what is not kept, and decides; where asked for, confirms. */
  async train(): Promise<void> {
    const { studies, settings } = this.#options;
    for (const study of studies) {
      await this.#run(study);
      if (this.isStopped) break;
      this.done.push(study);
      this.#tell(this.#decide([study]), { isFinal: false });
      if (settings.failFast && this.#decide(this.done).some(isDeparture)) {
        this.#stop.abort();
      }
    }
    this.#findings = this.#decide(this.done);
    this.#tell(this.#findings, { isFinal: true });
    if (settings.confirm && !this.isStopped) await this.#confirm();
  }

  async #confirm(): Promise<void> {
    const { store } = this.#options.session;
    this.#findings = await confirm(this.#findings, {
      studies: this.done,
      decide: (studies) => this.#decide(studies),
      run: (study) => this.#run(study),
      signal: this.#stop.signal,
      isUsed: (trial) =>
        store.findAll(trial).some(({ result }) => isSettled(result.status)),
    });
    const again = this.#findings.flatMap(({ again, expected }) =>
      again === undefined ? [] : { ...again.finding, expected }
    );
    this.#tell(again, { isFinal: true, isConfirmation: true });
  }

  #run(study: Study): Promise<void> {
    const { settings, session, view } = this.#options;
    const { results } = this;
    return runStudy(study, {
      settings,
      session,
      results,
      view,
      stop: this.#stop,
    });
  }

  #decide(studies: readonly Study[]): Reviewed[] {
    const { profile } = this.#options.settings;
    return decide(this.#evidence.of(studies), this.family).map((finding) => ({
      ...finding,
      expected: expectedVerdict(finding, profile),
    }));
  }

  #tell(
    findings: readonly Reviewed[],
    { isFinal, isConfirmation = false }: {
      isFinal: boolean;
      isConfirmation?: boolean;
    },
  ): void {
    for (const finding of findings) {
      findingEvents(finding, { isFinal, isConfirmation })
        .forEach(this.#options.view.show);
    }
  }
}
