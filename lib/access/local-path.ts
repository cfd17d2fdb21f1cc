const nowhere = 'http://slipway.invalid';

/**
 * The path to go to after signing in. Only paths of this console pass, so that a link cannot send a person who has just
 * signed in to another site; anything else becomes `fallback`.
 */
export function localPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, nowhere)) return fallback;
  // Browsers read `//host` and `/\host` as other sites, and drop tabs and line breaks before they decide.
  const url = new URL(value, nowhere);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === nowhere && !path.startsWith('//') ? path : fallback;
}
