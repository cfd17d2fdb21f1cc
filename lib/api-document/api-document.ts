/**
 * The document of the running product. It is made from the routes' own declarations, which means loading every route: a
 * process of its own does that, once, so that neither the server nor Next's bundle carries them all.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { AppError } from '../platform/errors.ts';

export interface WrittenDocument {
  json: string;
  /** Changes with the document. */
  etag: string;
}

const limitMs = 60_000;
let written: Promise<WrittenDocument> | undefined;

/** Throws `unavailable` when it could not be made; the next call tries again. */
export function apiDocument(): Promise<WrittenDocument> {
  written ??= write().catch((error: unknown) => {
    written = undefined;
    throw error;
  });
  return written;
}

function write(): Promise<WrittenDocument> {
  // Found from the working folder, so that Next's bundle starts the same file.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'bin/api-document.ts');
  const child = fork(/* turbopackIgnore: true */ file, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    timeout: limitMs,
  });
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(
        new AppError('unavailable', 'The description of the API could not be made. Try again in a moment.', {
          cause,
        }),
      );
    child.once('message', (message) => {
      const json = String(message);
      resolve({ json, etag: createHash('sha256').update(json).digest('base64url').slice(0, 22) });
    });
    child.once('error', fail);
    child.once('exit', fail);
  });
}
