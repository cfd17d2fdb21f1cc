/** Where a browser says that a write comes from: the second line of defence after SameSite cookies. */
import { env } from '../env.ts';
import { AppError } from '../errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * For writes with a session cookie: they come from this console's own pages, by the word of the browser. Every browser says
 * so (`Sec-Fetch-Site`, `Origin`; no page can forge either), and programs use API keys.
 * Throws `forbidden` otherwise.
 */
export function assertSameOrigin(request: Request): void {
  if (safeMethods.has(request.method)) return;
  const source = sourceOf(request);
  if (source === 'elsewhere') throw crossOrigin();
  if (source === 'unknown') {
    throw new AppError(
      'forbidden',
      'A change with a session cookie must say that it comes from this console: send an Origin header, or use an API key.',
      { reason: 'origin_required' },
    );
  }
}

/** For writes that need no session, such as signing in: refused only when a browser says that they come from elsewhere. */
export function assertNotCrossOrigin(request: Request): void {
  if (!safeMethods.has(request.method) && sourceOf(request) === 'elsewhere') throw crossOrigin();
}

function sourceOf(request: Request): 'own' | 'elsewhere' | 'unknown' {
  const site = request.headers.get('sec-fetch-site');
  // The browser compared with the address it sees, which a proxy in front may hide from us.
  if (site === 'same-origin') return 'own';
  if (site === 'cross-site' || site === 'same-site') return 'elsewhere';
  const origin = request.headers.get('origin');
  if (origin === null) return 'unknown';
  return isOwnOrigin(origin, request.headers.get('host')) ? 'own' : 'elsewhere';
}

/** The console's public address, or the host that was asked for; never plain http where the public address is https. */
function isOwnOrigin(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const known = env().NEXTAUTH_URL;
  const own = known !== undefined && URL.canParse(known) ? new URL(known) : null;
  if (own !== null && own.host === from.host) return own.protocol === from.protocol;
  return from.host === host;
}

function crossOrigin(): AppError {
  return new AppError(
    'forbidden',
    'This request came from another site and was refused. Open Slipway in its own tab and try again.',
    { reason: 'cross_origin' },
  );
}
