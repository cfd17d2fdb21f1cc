/** Entry point of a parser process: takes one file at a time from the pool and answers with its blocks. */
import { Worker } from 'node:worker_threads';
import { ParseError, toParseError } from './errors.ts';
import { parseDocument } from './parse-document.ts';
import type { ParseOutcome, ParseReply, ParseTask } from './pool-messages.ts';

/** At most this often, in milliseconds: a fast parser must not flood the pool. */
const progressInterval = 100;

// A parser that hangs cannot hear that the pool is gone; this thread can.
new Worker(new URL('./watch-parent.ts', import.meta.url)).unref();

process.on('disconnect', () => process.exit());
process.on('message', async (task: ParseTask) => {
  reply({ kind: 'outcome', outcome: await run(task) });
});

function reply(message: ParseReply): void {
  process.send?.(message);
}

async function run(task: ParseTask): Promise<ParseOutcome> {
  let lastReply = 0;
  try {
    const document = await parseDocument({
      bytes: { path: task.path },
      name: task.name,
      declaredMediaType: task.declaredMediaType,
      onProgress: (progress) => {
        const now = performance.now();
        if (now - lastReply < progressInterval && progress.done < progress.total) return;
        lastReply = now;
        reply({ kind: 'progress', progress });
      },
    });
    return { ok: true, document };
  } catch (error) {
    const { code, message } = error instanceof ParseError ? error : toParseError(error, 'uploaded');
    return { ok: false, code, message };
  }
}
