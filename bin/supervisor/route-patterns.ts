import { globSync } from 'node:fs';
import path from 'node:path';

/**
 * Patterns of the route handlers under `app`, as `matchFastRoute` takes them: fixed names before parameters, so that
 * `/api/inferences/export` is not taken for the id of an inference. Without those that catch all; see `catchAllPatterns`.
 */
export function routePatterns(root: string): string[] {
  return allPatterns(root).filter((pattern) => !pattern.includes('[...'));
}

/** Those that take whatever the others leave, to be matched last. */
export function catchAllPatterns(root: string): string[] {
  return allPatterns(root).filter((pattern) => pattern.includes('[...'));
}

/** All patterns in the order to match them: what is asked most, then the others, then what catches all. */
export function servedPatterns(root: string, first: readonly string[]): string[] {
  return [...new Set([...first, ...routePatterns(root), ...catchAllPatterns(root)])];
}

function allPatterns(root: string): string[] {
  return globSync('**/route.ts', { cwd: path.join(root, 'app') })
    .map((file) => `/${path.dirname(file).split(path.sep).join('/')}`)
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** Sorts parameters after whatever a fixed name may start with. */
function rank(pattern: string): string {
  return pattern.replaceAll('[', '\u{FFFF}');
}
