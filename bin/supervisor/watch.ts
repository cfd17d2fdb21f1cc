import { watch } from 'node:fs';
import path from 'node:path';
import type { KeptChild } from './children.ts';
import { restartWhenQuiet } from './restart-when-quiet.ts';

const quietMs = 500;
/** Screens reload by themselves; what server and worker run directly needs a new process. */
const matters = /^(lib|bin)\/.*\.ts$|^app\/.*\/route\.ts$/;
const ignored = /\.test\.ts$/;

/** `npm run dev`: restarts server and worker when code that they hold in memory changes. */
export function restartOnChange(root: string, children: readonly KeptChild[]): void {
  const trigger = restartWhenQuiet(quietMs, (changed) => {
    const [first] = changed;
    const what = changed.length === 1 ? first : `${first} and ${changed.length - 1} more`;
    console.log(`↻ ${what} changed; server and worker start again.`);
    return Promise.all(children.map((child) => child.restart()));
  });
  for (const folder of ['lib', 'bin', 'app']) {
    watch(path.join(root, folder), { recursive: true }, (_event, name) => {
      const file = path.posix.join(folder, (name ?? '').replaceAll(path.sep, '/'));
      if (matters.test(file) && !ignored.test(file)) trigger.changed(file);
    });
  }
}
