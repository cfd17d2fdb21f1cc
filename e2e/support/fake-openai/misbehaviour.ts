const plain = [
  'none',
  'hang',
  'garbage-chunk',
  'html-page',
  'json-body',
  'unauthorized',
  'bad-request',
  'unknown-model',
  'server-error',
  'error-chunk',
  'empty-stream',
  'split-utf8',
  'slow',
  'endless',
  'no-usage',
  'cached-and-reasoning',
  'no-finish',
  'redirect',
] as const;

/**
 * `hang`: accepts and never answers. `hang-after:n`, `cut-after:n`: stops or breaks the connection after n content
 * chunks. `rate-limited:v`: 429 with `retry-after: v` (seconds or a date). `no-finish`: ends cleanly without a finish reason.
 */
export type Misbehaviour =
  | (typeof plain)[number]
  | `hang-after:${number}`
  | `cut-after:${number}`
  | `rate-limited:${string}`;

/** Reads a misbehaviour out of a model's name; every other name behaves. */
export function misbehaviourOf(model: string): Misbehaviour {
  const known = plain.find((name) => name === model);
  if (known) return known;
  if (/^(hang|cut)-after:\d+$/.test(model) || /^rate-limited:.+$/.test(model)) return model as Misbehaviour;
  return 'none';
}

/** The n of `hang-after:n` or `cut-after:n`; null for everything else. */
export function chunksBefore(behaviour: Misbehaviour, kind: 'hang' | 'cut'): number | null {
  const match = new RegExp(`^${kind}-after:(\\d+)$`).exec(behaviour);
  return match ? Number(match[1]) : null;
}
