/** Peers that train nothing, and what they were asked, in order. */
import type { Peer, PeerVariant } from "../../../labs/peers/peer.ts";
import { PeerProcess } from "../../../labs/peers/peer_process.ts";
import type { Core } from "../../../labs/peers/pinned.ts";

/** How a stub behaves: by the options of its variant. */
export interface StubOptions {
  /** Seconds that it says an arm takes. */
  seconds?: string;
  /** The seed over which it dies. */
  fatal?: string;
}

/** A peer of stubs, a variant for each of the options. */
export function stubPeer(
  name: string,
  ...options: [StubOptions, ...StubOptions[]]
): Peer {
  const variants = options.map((own, at): PeerVariant => ({
    name: `way ${at + 1}`,
    threads: 1,
    options: { ...own },
  })) as [PeerVariant, ...PeerVariant[]];
  return { name, title: name, runtime: "deno", script: "", variants };
}

/** What stubs write into: the name and the seed of each trial. */
export class StubLog implements Disposable {
  readonly #file = Deno.makeTempFileSync();

  /** Starts a process of a stub. */
  start(peer: Peer, variant: PeerVariant, core: Core | undefined): PeerProcess {
    const { seconds = "1", fatal } = variant.options as StubOptions;
    const script = new URL("./_stub_peer.ts", import.meta.url).href;
    const args = [peer.name, seconds, this.#file];
    const command = [
      Deno.execPath(),
      "run",
      "--quiet",
      "--allow-write",
      script,
      ...args,
      ...fatal === undefined ? [] : [fatal],
    ];
    return new PeerProcess({ command, env: Deno.env.toObject() }, core);
  }

  /** The trials so far. */
  get lines(): string[] {
    return Deno.readTextFileSync(this.#file).split("\n").filter(Boolean);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.#file);
  }
}
