/** Server-sent events (WHATWG HTML, section 9.2), with ids so that a reader can resume where it was cut off. */
import { DirectResponse, type TextSource } from './direct-response.ts';

export interface ServerEvent {
  id?: number;
  /** Name of the event. */
  event?: string;
  data: string;
}

export interface EventSink {
  send(event: ServerEvent): void;
  /** Ends the stream in an orderly way. */
  close(): void;
}

/** Proxies drop a connection that is silent for long; a comment line keeps it and means nothing to the reader. */
const keepAliveMs = 15_000;

const field = (name: string, value: string | number | undefined) =>
  value === undefined ? '' : `${name}: ${value}\n`;

/**
 * `start` gets a sink, when the reader is there, and returns what to do when the reader leaves.
 * Headers a caller adds win over the defaults. Without `comments` nothing keeps a silent stream open.
 */
export function eventStreamResponse(
  start: (sink: EventSink) => () => void,
  init: { headers?: Record<string, string>; status?: number; comments?: boolean } = {},
): DirectResponse {
  const source: TextSource = ({ write, end }) => {
    let timer: NodeJS.Timeout | undefined;
    if (init.comments ?? true) timer = setInterval(() => write(': keep-alive\n\n'), keepAliveMs).unref();
    const leave = start({
      send: ({ id, event, data }) => write(`${field('id', id)}${field('event', event)}data: ${data}\n\n`),
      close() {
        clearInterval(timer);
        end();
      },
    });
    return () => {
      clearInterval(timer);
      leave();
    };
  };
  return new DirectResponse(source, {
    status: init.status ?? 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Tells nginx not to collect the stream before passing it on.
      'x-accel-buffering': 'no',
      ...init.headers,
    },
  });
}
