/**
 * Whether something made from source files (the Prisma client, Next's build) is older than they are. Contents decide,
 * so a fresh checkout does not rebuild; sizes and times are compared first, so an unchanged start reads no file.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Stamp {
  contents: string;
  quick: string;
}

export interface Inputs {
  root: string;
  /** Files and folders, relative to root. A missing one counts as empty. */
  paths: readonly string[];
  /** Files that cannot matter. */
  ignore: RegExp;
  /** Whatever else the result depends on, e.g. a version. */
  also: string;
}

function listFiles(inputs: Inputs): string[] {
  return inputs.paths
    .flatMap((entry) => {
      const absolute = path.join(inputs.root, entry);
      const info = statSync(absolute, { throwIfNoEntry: false });
      if (info === undefined) return [];
      if (info.isFile()) return [entry];
      return readdirSync(absolute, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => path.relative(inputs.root, path.join(file.parentPath, file.name)));
    })
    .filter((file) => !inputs.ignore.test(file))
    .sort();
}

function digest(
  inputs: Inputs,
  files: readonly string[],
  fingerprint: (absolute: string) => string | Buffer,
) {
  const hash = createHash('sha256').update(inputs.also);
  for (const file of files) hash.update(`\0${file}\0`).update(fingerprint(path.join(inputs.root, file)));
  return hash.digest('hex');
}

function readStamp(file: string): Stamp | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stamp;
  } catch {
    return null;
  }
}

function writeStamp(file: string, stamp: Stamp): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(stamp));
}

/**
 * `null` when the result is fresh; otherwise a function that marks it as made from the files as they were now, to be
 * called after making it.
 */
export function whenStale(stampFile: string, inputs: Inputs): (() => void) | null {
  const files = listFiles(inputs);
  const known = readStamp(stampFile);
  const quick = digest(inputs, files, (file) => {
    const info = statSync(file);
    return `${info.size}:${info.mtimeMs}`;
  });
  if (known?.quick === quick) return null;
  const contents = digest(inputs, files, (file) => readFileSync(file));
  if (known?.contents === contents) {
    writeStamp(stampFile, { contents, quick });
    return null;
  }
  return () => writeStamp(stampFile, { contents, quick });
}
