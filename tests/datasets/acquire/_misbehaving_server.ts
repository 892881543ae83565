/** A local server that answers each request as a test wants, right or wrong. */

/** What the server was asked, of which tests look at these headers. */
export interface Asked {
  path: string;
  range: string | null;
  ifRange: string | null;
  encoding: string | null;
}

/** One behaviour. */
export type Behaviour = (request: Request) => Response;

/** A server that stops at the end of a test. */
export interface MisbehavingServer extends AsyncDisposable {
  url: string;
  asked: Asked[];
}

/**
 * Starts a server on a free port of this machine.
 *
 * @param behaviours One for each request in turn; the last is kept up.
 */
export function misbehavingServer(
  ...behaviours: readonly Behaviour[]
): MisbehavingServer {
  const asked: Asked[] = [];
  const stop = new AbortController();
  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: 0,
      signal: stop.signal,
      onListen: () => {},
      onError: () => new Response(null, { status: 500 }),
    },
    (request) => {
      const behaviour = behaviours[asked.length] ?? behaviours.at(-1);
      asked.push({
        path: new URL(request.url).pathname,
        range: request.headers.get("range"),
        ifRange: request.headers.get("if-range"),
        encoding: request.headers.get("accept-encoding"),
      });
      return behaviour?.(request) ?? new Response(null, { status: 500 });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/file`,
    asked,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await server.finished;
    },
  };
}

/** How a body is sent. */
export interface Sending {
  headers?: Record<string, string>;
  /** Bytes after which something happens. */
  after?: number;
}

/** Answers with a status and no file. */
export function status(code: number): Behaviour {
  return () => new Response("no file here", { status: code });
}

/** Sends a body under a content type. */
export function typed(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
): Behaviour {
  return () => new Response(body, { headers: { "content-type": type } });
}

/** Sends the client to another path of the same server. */
export function redirect(path: string): Behaviour {
  return (request) => Response.redirect(new URL(path, request.url));
}

/** Sends the client to another server. */
export function redirectTo(url: string): Behaviour {
  return () => Response.redirect(url);
}

/** Behaves: knows ranges, and the validators that are among the headers. */
export function wellBehaved(
  file: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Behaviour {
  return (request) => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.get("range") ?? "");
    const ifRange = request.headers.get("if-range");
    const isSame = ifRange === null || Object.values(headers).includes(ifRange);
    if (range === null || !isSame) return new Response(file, { headers });
    const from = Number(range[1]);
    if (from >= file.length) return new Response(null, { status: 416 });
    return partOf(file, { from, headers });
  };
}

/** Sends a part of a file, whether or not it was asked for. */
export function partOf(
  file: Uint8Array<ArrayBuffer>,
  { from, total = file.length, headers = {} }: {
    from: number;
    total?: number | "*";
    headers?: Record<string, string>;
  },
): Response {
  const range = `bytes ${from}-${file.length - 1}/${total}`;
  return new Response(file.subarray(from), {
    status: 206,
    headers: { ...headers, "content-range": range },
  });
}

/** Sends a file without saying how long it is. */
export function chunked(file: Uint8Array<ArrayBuffer>): Behaviour {
  return () => new Response(streamOf(file, "close"));
}

/** Declares the whole length and drops the connection in the middle. */
export function dropped(
  file: Uint8Array<ArrayBuffer>,
  { headers = {}, after = file.length / 2 }: Sending = {},
): Behaviour {
  return () =>
    new Response(streamOf(file.subarray(0, after), "break"), {
      headers: { ...headers, "content-length": `${file.length}` },
    });
}

/** Declares the whole length and then says nothing more. */
export function stalled(
  file: Uint8Array<ArrayBuffer>,
  { headers = {}, after = file.length / 2 }: Sending = {},
): Behaviour {
  return () =>
    new Response(streamOf(file.subarray(0, after), "wait"), {
      headers: { ...headers, "content-length": `${file.length}` },
    });
}

/** Sends a file in steps, so that it takes a while. */
export function slow(
  file: Uint8Array<ArrayBuffer>,
  { steps, milliseconds }: { steps: number; milliseconds: number },
): Behaviour {
  return () => {
    const size = Math.ceil(file.length / steps);
    let step = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        controller.enqueue(file.subarray(step * size, (step + 1) * size));
        step++;
        if (step === steps) controller.close();
      },
    });
    return new Response(body, {
      headers: { "content-length": `${file.length}` },
    });
  };
}

/** A body that comes in one piece, after which it ends, breaks or waits. */
function streamOf(
  bytes: Uint8Array<ArrayBuffer>,
  then: "close" | "break" | "wait",
): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isSent) {
        isSent = true;
        controller.enqueue(bytes);
      } else if (then === "close") {
        controller.close();
      } else if (then === "break") {
        // What was sent must leave before the connection goes down.
        await new Promise((resolve) => setTimeout(resolve, 30));
        controller.error(new Error("dropped on purpose"));
      }
    },
  });
}
