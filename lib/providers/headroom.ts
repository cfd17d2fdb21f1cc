/**
 * What providers say is left of their own rate limits, as of their latest answer. OpenAI and those who follow it send
 * `x-ratelimit-limit-requests` and `x-ratelimit-remaining-requests` (likewise `-tokens`); Anthropic
 * `anthropic-ratelimit-requests-limit` and `anthropic-ratelimit-requests-remaining` (likewise `-tokens`, `-input-tokens`,
 * `-output-tokens`). Kept on `globalThis`, because the fast door and Next run copies of this module in one process.
 */

export interface ProviderHeadroom {
  provider: string;
  /** `requests`, `tokens`, `input tokens` or `output tokens`. */
  limit: string;
  /** What is left of it, 0–1. */
  share: number;
  /** When the provider said so, in milliseconds since 1970. */
  at: number;
}

const registryKey = Symbol.for('slipway.provider-headroom');
const registry = globalThis as { [registryKey]?: Map<string, ProviderHeadroom> };
registry[registryKey] ??= new Map();
const known = registry[registryKey];

const limits = [
  { limit: 'requests', total: 'x-ratelimit-limit-requests', left: 'x-ratelimit-remaining-requests' },
  { limit: 'tokens', total: 'x-ratelimit-limit-tokens', left: 'x-ratelimit-remaining-tokens' },
];
const anthropicLimits = ['requests', 'tokens', 'input-tokens', 'output-tokens'].map((kind) => ({
  limit: kind.replace('-', ' '),
  total: `anthropic-ratelimit-${kind}-limit`,
  left: `anthropic-ratelimit-${kind}-remaining`,
}));

/** Everything the provider answers passes here: two look-ups when it says nothing of limits. */
export function notingHeadroom(provider: string, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    noteHeadroom(provider, response.headers);
    return response;
  };
}

export function noteHeadroom(provider: string, headers: Headers, now = Date.now()): void {
  const isAnthropic = headers.has('anthropic-ratelimit-requests-limit');
  for (const { limit, total, left } of isAnthropic ? anthropicLimits : limits) {
    const share = shareOf(headers.get(left), headers.get(total));
    if (share !== null) known.set(`${provider}/${limit}`, { provider, limit, share, at: now });
  }
}

function shareOf(left: string | null, total: string | null): number | null {
  if (left === null || total === null || left === '' || total === '') return null;
  const share = Number(left) / Number(total);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;
}

/** What this process was told since a moment. */
export function headrooms(since: number): ProviderHeadroom[] {
  return [...known.values()].filter(({ at }) => at > since);
}
