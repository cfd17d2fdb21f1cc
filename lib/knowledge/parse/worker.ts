import type { MessagePort } from 'node:worker_threads';
import type { ParsedDocument } from '../schemas.ts';
import { ParseError, type ParseErrorCode, toParseError } from './errors.ts';
import { type ParseProgress, parseDocument } from './parse-document.ts';

export interface ParseTask {
  path: string;
  name: string;
  declaredMediaType: string | undefined;
  port: MessagePort;
}

/** What the thread tells while it works: first that it has begun, then how far it is. */
export type ParseMessage = { kind: 'started' } | ({ kind: 'progress' } & ParseProgress);

/** Errors lose their class between threads, so a failure is a value. */
export type ParseOutcome =
  | { ok: true; document: ParsedDocument }
  | { ok: false; code: ParseErrorCode; message: string };

/** At most this often, in milliseconds: a fast parser must not flood the main thread. */
const progressInterval = 100;

/** Runs in a pool thread: parses one file. */
export default async function runParseTask(task: ParseTask): Promise<ParseOutcome> {
  const post = (message: ParseMessage) => task.port.postMessage(message);
  let lastPost = 0;
  post({ kind: 'started' });
  try {
    const document = await parseDocument({
      bytes: { path: task.path },
      name: task.name,
      declaredMediaType: task.declaredMediaType,
      onProgress: (progress) => {
        const now = performance.now();
        if (now - lastPost < progressInterval && progress.done < progress.total) return;
        lastPost = now;
        post({ kind: 'progress', ...progress });
      },
    });
    return { ok: true, document };
  } catch (error) {
    const { code, message } = error instanceof ParseError ? error : toParseError(error, 'uploaded');
    return { ok: false, code, message };
  } finally {
    task.port.close();
  }
}
