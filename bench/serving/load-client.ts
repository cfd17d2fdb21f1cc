/** Asks a server as fast as it answers, from a process of its own: closed loops, one connection each. */
import { Pool } from 'undici';
import type { LoadResult, LoadTask } from './load-task.ts';
import { chunkCount, chunkTexts } from './mock-text.ts';
import { createStreamReader } from './read-stream.ts';

interface Exchange {
  status: number;
  /** Called with each part of the body. */
  onPart(part: Buffer): void;
}

/** Resolves at the end of the answer. undici's own handler: its promises would cost the client more than the exchange. */
function exchange(pool: Pool, { target }: LoadTask, into: Exchange): Promise<void> {
  return new Promise((resolve, reject) => {
    pool.dispatch(
      {
        path: '/v1/chat/completions',
        method: 'POST',
        headers: target.headers,
        body: target.body,
      },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, status) => {
          into.status = status;
        },
        onResponseData: (_controller, part) => into.onPart(part),
        onResponseEnd: () => resolve(),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

async function askPlainly(pool: Pool, task: LoadTask, result: LoadResult): Promise<void> {
  const parts: Buffer[] = [];
  const into: Exchange = { status: 0, onPart: (part) => parts.push(part) };
  const started = performance.now();
  await exchange(pool, task, into);
  result.latencies.push(performance.now() - started);
  const body = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  if (into.status === 200 && body.includes(task.expected)) return;
  throw new Error(`${into.status} ${body.toString().slice(0, 300)}`);
}

async function askStreaming(pool: Pool, task: LoadTask, result: LoadResult): Promise<void> {
  const reader = createStreamReader();
  const into: Exchange = { status: 0, onPart: (part) => reader.take(part) };
  const started = performance.now();
  await exchange(pool, task, into);
  result.latencies.push(performance.now() - started);
  const { arrivals, text, ended } = reader;
  if (into.status !== 200 || !ended) throw new Error(`${into.status}, cut after ${arrivals.length} chunks`);
  result.firstTokens.push((arrivals[0] ?? Number.NaN) - started);
  for (const [index, at] of arrivals.entries()) {
    const before = arrivals[index - 1];
    if (before !== undefined) result.gaps.push(at - before);
  }
  if (arrivals.length !== chunkCount || text !== chunkTexts.join('')) result.inexact += 1;
}

async function load(task: LoadTask): Promise<LoadResult> {
  const pool = new Pool(task.target.origin, {
    connections: task.connections,
    pipelining: 1,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
  const result: LoadResult = {
    ...{ requests: 0, failures: 0, failure: null, elapsedMs: 0, inexact: 0 },
    ...{ latencies: [], firstTokens: [], gaps: [] },
  };
  const ask = task.streaming ? askStreaming : askPlainly;
  const started = performance.now();
  const loop = async () => {
    while (performance.now() - started < task.ms) {
      try {
        await ask(pool, task, result);
        result.requests += 1;
      } catch (error) {
        result.failures += 1;
        result.failure ??= error instanceof Error ? error.message : String(error);
      }
    }
  };
  await Promise.all(Array.from({ length: task.connections }, loop));
  result.elapsedMs = performance.now() - started;
  await pool.close();
  return result;
}

process.on('disconnect', () => process.exit(0));
process.on('message', (task: LoadTask) => {
  void load(task).then((result) => process.send?.(result));
});
