import { watch } from 'node:fs';
import path from 'node:path';
import type { KeptChild } from './children.ts';

const settleMs = 200;
/** Screens reload by themselves; what server and worker run directly needs a new process. */
const matters = /^(lib|bin)\/.*\.ts$|^app\/.*\/route\.ts$/;
const ignored = /\.test\.ts$/;

/** `npm run dev`: restarts server and worker when code that they hold in memory changes. */
export function restartOnChange(root: string, children: readonly KeptChild[]): void {
  let timer: NodeJS.Timeout | undefined;
  const onChange = (folder: string, name: string | null) => {
    const file = path.posix.join(folder, (name ?? '').replaceAll(path.sep, '/'));
    if (!matters.test(file) || ignored.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      console.log(`↻ ${file} changed; server and worker start again.`);
      for (const child of children) void child.restart();
    }, settleMs);
  };
  for (const folder of ['lib', 'bin', 'app']) {
    watch(path.join(root, folder), { recursive: true }, (_event, name) => onChange(folder, name));
  }
}
