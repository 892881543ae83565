/** Asks a mirror for a file, or for the rest of it where that is safe. */
import { MirrorFailure, reasonOf } from "./_mirror_failure.ts";
import type { Leftover, Origin } from "./_partial_file.ts";
import type { StallGuard } from "./_stall_guard.ts";

/** What is asked for. */
export interface Question {
  url: string;
  /** The file's final path: only one that is named so may be an HTML page. */
  target: string;
  /** SHA-256 of the file as published, in lower-case hexadecimal. */
  sha256: string | undefined;
  /** Size of the file as published. */
  bytes: number | undefined;
  /** What is there of it already. */
  leftover: Leftover | undefined;
}

/** A response whose body is worth reading. */
export interface Answer {
  response: Response;
  /** What the body is the rest to; the body is the whole file without it. */
  leftover: Leftover | undefined;
  /** What all the bytes together are. */
  origin: Origin;
}

/**
 * Sends the request. It is sent a second time, for the whole file, if the
 * mirror cannot give the rest of the same one.
 *
 * @throws {MirrorFailure} If the mirror gives something else, or nothing.
 */
export async function ask(
  question: Question,
  guard: StallGuard,
): Promise<Answer> {
  const { url, target, bytes, leftover } = question;
  const response = await request(question, guard);
  const { status, headers } = response;
  const isRest = status === 206 && leftover && isRestOf(response, question);
  if (leftover && !isRest && (status === 206 || status === 416)) {
    await response.body?.cancel();
    return ask({ ...question, leftover: undefined }, guard);
  }
  if (status !== 200 && !isRest) throw new MirrorFailure(`HTTP ${status}`);
  if (isPage(headers.get("content-type") ?? "", target)) {
    throw new MirrorFailure("an HTML page came instead of the file");
  }
  if (isRest) {
    const totalBytes = leftover.origin.totalBytes ??
      contentRange(headers).total;
    return { response, leftover, origin: { ...leftover.origin, totalBytes } };
  }
  const declared = numberIn(headers.get("content-length"));
  if (declared !== null && bytes !== undefined && declared !== bytes) {
    throw new MirrorFailure(
      `another file is there: wanted ${bytes} bytes, got ${declared}`,
    );
  }
  const origin = {
    url,
    sha256: question.sha256 ?? null,
    validator: validatorOf(headers),
    totalBytes: declared ?? bytes ?? null,
  };
  return { response, leftover: undefined, origin };
}

/**
 * Whether a file that was to be something else is an HTML page, as log-in
 * portals and "not found" pages are that come with status 200.
 *
 * @param sign The content type, or the first characters of the body.
 * @param target The file's final path.
 */
export function isPage(sign: string, target: string): boolean {
  if (/\.html?$/i.test(target)) return false;
  return /^\s*(text\/html|<!doctype html|<html)\b/i.test(sign);
}

async function request(
  { url, leftover }: Question,
  guard: StallGuard,
): Promise<Response> {
  // Compression on the way would change what sizes and ranges count.
  const headers = new Headers({ "accept-encoding": "identity" });
  if (leftover) {
    const { origin } = leftover;
    headers.set("range", `bytes=${leftover.bytes}-`);
    // Another mirror does not know the validator; the hash is known then.
    if (origin.url === url && origin.validator !== null) {
      headers.set("if-range", origin.validator);
    }
  }
  try {
    return await guard.wait(fetch(url, { headers, signal: guard.signal }));
  } catch (cause) {
    throw new MirrorFailure(reasonOf(cause), { cause });
  }
}

/** Whether a partial response goes on where the leftover ends, in one file. */
function isRestOf({ headers }: Response, { url, leftover }: Question): boolean {
  if (leftover === undefined) return false;
  const { origin } = leftover;
  const { from, total } = contentRange(headers);
  if (from !== leftover.bytes) return false;
  const sizes = [total, origin.totalBytes].filter((size) => size !== null);
  if (new Set(sizes).size > 1) return false;
  const validator = validatorOf(headers);
  if (origin.url !== url || validator === null) return true;
  return validator === origin.validator;
}

function contentRange(headers: Headers) {
  const range = headers.get("content-range") ?? "";
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
  return { from: numberIn(from), total: numberIn(total) };
}

/** What tells one version of a file from another; a weak ETag does not. */
function validatorOf(headers: Headers): string | null {
  const etag = headers.get("etag");
  const isStrong = etag?.startsWith('"');
  return isStrong ? etag : headers.get("last-modified");
}

function numberIn(text: string | null | undefined): number | null {
  return /^\d+$/.test(text ?? "") ? Number(text) : null;
}
