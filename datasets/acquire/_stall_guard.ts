/** Gives up a connection on which nothing comes for too long. */

/** Watches the waits of one request. Time spent writing to disk is no wait. */
export class StallGuard implements Disposable {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Ends the request when it fires. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Waits for work that listens to the signal. */
  async wait<Result>(work: Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => {
      const seconds = this.#milliseconds / 1000;
      const reason = `stalled, no byte came for ${seconds} s`;
      this.#controller.abort(new Error(reason));
    }, this.#milliseconds);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes the connection, whatever is still to come on it. */
  [Symbol.dispose](): void {
    this.#controller.abort();
  }
}
