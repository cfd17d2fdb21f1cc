/** Same-origin check for cookie-authenticated writes: the second line of defence after SameSite cookies. */
import { AppError } from '../errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws `forbidden` when a browser says the write comes from another site. Requests without the headers
 * (curl, servers) carry no ambient cookie worth stealing and pass.
 */
export function assertSameOrigin(request: Request): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') throw crossOrigin();
  const origin = request.headers.get('origin');
  if (origin === null) return;
  const host = request.headers.get('host');
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw crossOrigin();
}

function crossOrigin(): AppError {
  return new AppError(
    'forbidden',
    'This request came from another site and was refused. Open Slipway in its own tab and try again.',
  );
}
