/** Says when nobody is there to run what is asked for. */
import { describeAddress, type OpenCommand } from "./messages.ts";
import type { Register } from "./register.ts";
import { reply } from "./reply.ts";

const PAUSE_MS = 2000;

/** After a restart, a server hears of its consumers within this time. */
const PATIENCE_MS = 15_000;

/** Looks at who is connected, and says once when there is nobody fit. */
export class Watch {
  readonly #register: Register;
  readonly #options: OpenCommand;
  #lastLook = -Infinity;
  /** When a fit consumer was last seen. */
  #lastSeen = -Infinity;
  #said = "";

  constructor(register: Register, options: OpenCommand) {
    this.#register = register;
    this.#options = options;
  }

  /** Looks, unless it was done just before. */
  async look(): Promise<void> {
    const now = performance.now();
    if (now - this.#lastLook < PAUSE_MS) return;
    this.#lastLook = now;
    const { same, others } = await this.#register.count(this.#options.code);
    if (same > 0) {
      this.#lastSeen = now;
      if (this.#said !== "") this.#say(`workers of this version: ${same}`);
      this.#said = "";
    } else if (now - this.#lastSeen > PATIENCE_MS) {
      const text = this.#complaint(others);
      if (text !== this.#said) this.#say(text);
      this.#said = text;
    }
  }

  #complaint(others: readonly string[]): string {
    const { address, code } = this.#options;
    const where = describeAddress(address);
    if (others.length === 0) {
      return `no worker is connected to the queue at ${where}: waiting. Next ` +
        `step: start one with deno task worker --queue ${where}`;
    }
    const codes = [...new Set(others)].sort().join(", ");
    return `workers connected to the queue at ${where}: ${others.length}, but ` +
      `none of this version: wanted code ${code.slice(0, 12)}, got ${codes}. ` +
      "Waiting. Next step: give them and this run the same version of the suite";
  }

  #say(text: string): void {
    reply({ type: "note", text });
  }
}
