import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './found-routes.ts';

export interface FoundPage {
  /** `/models/[name]`: groups such as `(console)` left out. */
  pattern: string;
  /** What it awaits `requirePage` with; null when it asks nobody. */
  asks: string | null;
  /** It is more than a redirect. */
  shows: boolean;
}

/** Read from the source: a page calls `requirePage` itself, with a literal, before anything else is awaited. */
export function foundPages(): FoundPage[] {
  return globSync('app/**/page.tsx', { cwd: root }).map((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const body = source.slice(source.indexOf('export default'));
    const firstAwait = /await (\w+)\(([^)]*)\)/.exec(body);
    const asks = firstAwait?.[1] === 'requirePage' ? /^'([\w.-]+)'$/.exec(firstAwait[2] ?? '')?.[1] : null;
    return { pattern: patternOf(file), asks: asks ?? null, shows: /return\s*[(<]/.test(body) };
  });
}

function patternOf(file: string): string {
  const folders = path.dirname(file).split(path.sep).slice(1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}
