/**
 * Responses that the serving door writes to the socket itself: a web stream is made of their body only when somebody else
 * (Next, a test, an idempotency key) asks for it.
 */
import type { ServerResponse } from 'node:http';

/** Where a body goes, piece by piece. Nothing follows `end`; what is written later is lost. */
export interface TextSink {
  write(text: string): unknown;
  end(): unknown;
}

/** Begins to write, when the reader is there; gives what to do when the reader leaves before the end. */
export type TextSource = (sink: TextSink) => () => void;

export class DirectResponse extends Response {
  readonly source: string | TextSource;
  #web: Response | undefined;

  constructor(source: string | TextSource, init: ResponseInit) {
    super(null, init);
    this.source = source;
  }

  #asWeb(): Response {
    this.#web ??= new Response(typeof this.source === 'string' ? this.source : streamOf(this.source));
    return this.#web;
  }

  override get body() {
    return this.#asWeb().body;
  }

  override get bodyUsed() {
    return this.#web?.bodyUsed ?? false;
  }

  override arrayBuffer() {
    return this.#asWeb().arrayBuffer();
  }

  override blob() {
    return this.#asWeb().blob();
  }

  override bytes() {
    return this.#asWeb().bytes();
  }

  override formData() {
    return this.#asWeb().formData();
  }

  override json() {
    return this.#asWeb().json();
  }

  override text() {
    return this.#asWeb().text();
  }

  override clone() {
    const { status, statusText, headers } = this;
    return new Response(this.#asWeb().clone().body, { status, statusText, headers });
  }
}

/** As `Response.json`. */
export function jsonResponse(
  value: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
) {
  return new DirectResponse(JSON.stringify(value), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

function streamOf(source: TextSource): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let open = true;
  let leave = () => {};
  return new ReadableStream({
    start(controller) {
      leave = source({
        write(text) {
          if (open) controller.enqueue(encoder.encode(text));
        },
        end() {
          if (open) controller.close();
          open = false;
        },
      });
    },
    cancel() {
      open = false;
      leave();
    },
  });
}

/** Writes status, headers and body. Never throws: a reader who is gone already is told nothing. */
export function writeDirectly({ source, status, headers }: DirectResponse, outgoing: ServerResponse): void {
  for (const [name, value] of headers) outgoing.setHeader(name, value);
  if (typeof source === 'string') {
    outgoing.writeHead(status, { 'content-length': Buffer.byteLength(source) });
    outgoing.end(source);
    return;
  }
  outgoing.writeHead(status);
  outgoing.flushHeaders();
  const isOpen = () => !outgoing.writableEnded && !outgoing.destroyed;
  const leave = source({
    write: (text) => isOpen() && outgoing.write(text),
    end: () => isOpen() && outgoing.end(),
  });
  const left = () => !outgoing.writableEnded && leave();
  if (outgoing.destroyed) left();
  else outgoing.once('close', left);
}
