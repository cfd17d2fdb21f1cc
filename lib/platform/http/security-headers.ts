/** Headers that bound what a page may do, whatever ends up in it. */
import { randomToken } from '../crypto.ts';

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=(), browsing-topics=()',
};

/** For a year, browsers open nothing here without TLS, whatever a link says. */
const onlyHttps = { 'strict-transport-security': 'max-age=31536000' } as const;

/**
 * Scripts run only from this server or with this response's nonce. Images never load from elsewhere, so no answer or
 * document can report to a third party that it was read. Inline styles stay allowed: charts and overlays position with
 * them. `wasm-unsafe-eval` allows WebAssembly (PDF images, code highlighting), not JavaScript's eval.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    `worker-src 'self' blob:`,
    `frame-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** Tells the pages the nonce for scripts of their own; set on the request by the server. */
export const nonceHeader = 'x-slipway-nonce';

export function newNonce(): string {
  return randomToken(16);
}

/** For answers that are data: nothing in them may run or load anything, and no cache keeps them unless their route says so. */
export function dataHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    ...always,
    ...(https && onlyHttps),
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

/** The headers of every response that may be a page, by name. */
export function securityHeaders(policy: string, https: boolean): Record<string, string> {
  return { ...always, ...(https && onlyHttps), 'content-security-policy': policy };
}

/** Paths that answer with data alone, whichever door answers them. `/api` itself is the page about the API. */
export function isDataPath(pathname: string): boolean {
  return /^\/(api\/|(v1|serving-endpoints)(\/|$))/.test(pathname);
}
