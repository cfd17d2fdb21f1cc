/** What the benchmark asks of its load client, over IPC, and what it gets back. */

export interface Target {
  origin: string;
  headers: Record<string, string>;
  /** JSON body of one request. */
  body: string;
}

export interface LoadTask {
  target: Target;
  /** Requests at a time, each on a connection of its own; each is followed by the next until time is over. */
  connections: number;
  ms: number;
  streaming: boolean;
  /** Text that every whole answer must hold; answers without it are failures. Not used for streams, which are counted. */
  expected: string;
}

export interface LoadResult {
  requests: number;
  failures: number;
  /** The first failure in words; null when there was none. */
  failure: string | null;
  elapsedMs: number;
  /** To the last byte, one for each request, in milliseconds. */
  latencies: number[];
  /** To the first chunk with content, one for each stream. */
  firstTokens: number[];
  /** Between chunks with content that follow each other. */
  gaps: number[];
  /** Streams whose chunks were not exactly those of the provider, in number or in text. */
  inexact: number;
}
