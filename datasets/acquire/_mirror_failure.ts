/** Why a mirror did not give a file. */

/** The mirror's fault, or the network's: another try or mirror may do better. */
export class MirrorFailure extends Error {
  override name = "MirrorFailure";
}

/** Bytes came, but of something else: none of them may be continued. */
export class WrongFile extends MirrorFailure {
  override name = "WrongFile";
}

/**
 * Says in a few words why a request or a body broke off.
 *
 * @param error What `fetch` or a body's reader threw: the former wraps what
 * happened, and leads it in with both addresses.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Deno.errors.NotCapable) {
    // Mirrors redirect, and programs may reach the hosts they name alone.
    const [host] = /"[^"]+"/.exec(error.message) ?? [];
    return `there is no permission to reach ${host}`;
  }
  const { message } = error.cause instanceof Error ? error.cause : error;
  return message.replace(
    /^error sending request .*?client error \(.*?\): /,
    "",
  );
}
