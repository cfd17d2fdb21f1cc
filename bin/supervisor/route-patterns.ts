import { globSync } from 'node:fs';
import path from 'node:path';

/**
 * Patterns of every route handler under `app`, as `matchFastRoute` takes them: fixed names before parameters, so that
 * `/api/inferences/export` is not taken for the id of an inference. Catch-all routes are Next's own.
 */
export function routePatterns(root: string): string[] {
  const files = globSync('**/route.ts', { cwd: path.join(root, 'app') });
  return files
    .map((file) => `/${path.dirname(file).split(path.sep).join('/')}`)
    .filter((pattern) => !pattern.includes('[...'))
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** Sorts parameters after whatever a fixed name may start with. */
function rank(pattern: string): string {
  return pattern.replaceAll('[', '\u{FFFF}');
}
