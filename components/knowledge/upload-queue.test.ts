import { describe, expect, it } from 'vitest';
import type { UploadOutcome } from '#lib/knowledge/schemas.ts';
import { type SendFiles, totalsOf, UploadQueue } from './upload-queue.ts';

function filesNamed(...names: string[]) {
  return names.map((name) => ({ file: new File([name], name), name }));
}

function created(name: string): UploadOutcome {
  return { documentId: `id-${name}`, name, outcome: 'created' };
}

function queueWith(send: SendFiles) {
  return new UploadQueue(send, (error) => (error instanceof Error ? error.message : 'unknown'));
}

/** Resolves when nothing is left to send. */
function ended(queue: UploadQueue): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (totalsOf(queue.items()).open > 0) return;
      stop();
      resolve();
    };
    const stop = queue.subscribe(look);
    queueMicrotask(look);
  });
}

const statesOf = (queue: UploadQueue) =>
  Object.fromEntries(queue.items().map(({ name, state, error }) => [name, error ?? state]));

describe('uploading', () => {
  it('tells what became of each file', async () => {
    const queue = queueWith(async (files) =>
      files.map(({ name }) =>
        name === 'b' ? { documentId: null, name, outcome: 'rejected', error: 'too large' } : created(name),
      ),
    );
    queue.add(filesNamed('a', 'b', 'c'));
    await ended(queue);
    expect(statesOf(queue)).toEqual({ a: 'done', b: 'too large', c: 'done' });
  });

  it('loses only the file that breaks a request', async () => {
    const requests: string[][] = [];
    const queue = queueWith(async (files) => {
      requests.push(files.map(({ name }) => name));
      if (files.some(({ name }) => name === 'bad')) throw new Error('connection reset');
      return files.map(({ name }) => created(name));
    });
    queue.add(filesNamed('a', 'bad', 'c'));
    await ended(queue);
    expect(statesOf(queue)).toEqual({ a: 'done', bad: 'connection reset', c: 'done' });
    expect(requests[0]).toEqual(['a', 'bad', 'c']);
    expect(requests.slice(1).every((names) => names.length === 1)).toBe(true);
  });

  it('cancels one file and still sends those that travelled with it', async () => {
    let first = true;
    const queue = queueWith((files, _progress, signal) => {
      if (!first) return Promise.resolve(files.map(({ name }) => created(name)));
      first = false;
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError'))),
      );
    });
    queue.add(filesNamed('a', 'b'));
    queue.cancel(queue.items()[0]?.id ?? '');
    await ended(queue);
    expect(statesOf(queue)).toEqual({ a: 'cancelled', b: 'done' });
  });

  it('stops everything, and tries again when asked', async () => {
    const queue = queueWith(async (files, _progress, signal) => {
      signal.throwIfAborted();
      return files.map(({ name }) => created(name));
    });
    queue.add(filesNamed('a', 'b'));
    queue.cancelAll();
    await ended(queue);
    expect(statesOf(queue)).toEqual({ a: 'cancelled', b: 'cancelled' });
    queue.retry();
    await ended(queue);
    expect(statesOf(queue)).toEqual({ a: 'done', b: 'done' });
    queue.clear();
    expect(queue.items()).toEqual([]);
  });

  it('tells the screen when files were taken in, and how far it is', async () => {
    let taken = 0;
    const shares: number[] = [];
    const queue = queueWith(async (files, progress) => {
      progress(50, 100);
      shares.push(totalsOf(queue.items()).share);
      return files.map(({ name }) => created(name));
    });
    queue.onTaken = () => {
      taken += 1;
    };
    queue.add(filesNamed('abcd'));
    await ended(queue);
    expect(shares).toEqual([0.5]);
    expect(totalsOf(queue.items()).share).toBe(1);
    expect(taken).toBe(1);
  });
});
