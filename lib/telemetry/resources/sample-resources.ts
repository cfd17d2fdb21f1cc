/** Each process tells every few seconds what it uses; the worker also what all of them share. */
import { queueStates } from '../../jobs/index.ts';
import { indexSizes } from '../../knowledge/index.ts';
import { writeGauges } from '../../monitoring/index.ts';
import type { GaugeSample } from '../../monitoring/schemas.ts';
import { log } from '../../platform/log.ts';
import { processId } from '../../platform/process-id.ts';
import { headrooms } from '../../providers/index.ts';
import { runningAnswerCount } from '../../serving/index.ts';
import { startProcessMeter } from './process-sample.ts';
import { databaseBytes } from './scrape-store.ts';
import { scrapeDue } from './scrape-target.ts';

const everyMs = 15_000;
/** Samples between two looks at sizes on disk: PostgreSQL's cost a look at each of its files, an index's likewise. */
const databaseEvery = 4;
const indexEvery = 20;

type Kind = 'server' | 'worker';
type Value = Pick<GaugeSample, 'metric' | 'subject' | 'value'>;

/** Samples until stopped. Never throws: what cannot be told is left out, and said once in the log until it works again. */
export function startSampling(kind: Kind, intervalMs = everyMs): { stop(): Promise<void> } {
  const meter = startProcessMeter();
  // The end of the id is its random part.
  const subject = `${kind} ${processId().slice(-6)}`;
  let round = 0;
  let toldOfHeadroom = Date.now();
  let failing = false;
  let pending: Promise<void> = Promise.resolve();
  let busy = false;

  async function sample(): Promise<void> {
    const own = meter.sample();
    const since = toldOfHeadroom;
    toldOfHeadroom = Date.now();
    const values: Value[] = [
      { metric: 'process_cpu', subject, value: own.cpu },
      { metric: 'process_memory', subject, value: own.memory },
      { metric: 'event_loop_delay', subject, value: own.eventLoopDelayMs },
      ...headrooms(since).map(
        ({ provider, limit, share }): Value => ({
          metric: 'provider_headroom',
          subject: `${provider}: ${limit}`,
          value: share,
        }),
      ),
      ...(kind === 'server'
        ? [{ metric: 'requests_in_flight', subject, value: runningAnswerCount() } as const]
        : await sharedValues(round)),
    ];
    round += 1;
    const at = new Date();
    await writeGauges(values.map((value) => ({ ...value, endpoint: '', at })));
    if (kind === 'worker') await scrapeDue();
  }

  const timer = setInterval(() => {
    // A PostgreSQL that hangs gets no second question.
    if (busy) return;
    busy = true;
    pending = sample()
      .then(
        () => {
          failing = false;
        },
        (error: unknown) => {
          if (!failing) log.warn('resource use could not be recorded', { kind, error });
          failing = true;
        },
      )
      .finally(() => {
        busy = false;
      });
  }, intervalMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      meter.stop();
      await pending;
    },
  };
}

/** Most queues are empty most of the time: a depth is written when it changed, and now and then. */
const told = new Map<string, number>();

async function sharedValues(round: number): Promise<Value[]> {
  const values = (await queueStates())
    .filter(({ name, waiting }) => waiting !== told.get(name) || round % indexEvery === 0)
    .map(({ name, waiting }): Value => ({ metric: 'queue_depth', subject: name, value: waiting }));
  for (const { subject, value } of values) told.set(subject, value);
  if (round % databaseEvery === 0) {
    values.push({ metric: 'database_size', subject: 'PostgreSQL', value: await databaseBytes() });
  }
  if (round % indexEvery === 0) {
    for (const { knowledge, bytes } of await indexSizes()) {
      values.push({ metric: 'index_size', subject: knowledge, value: bytes });
    }
  }
  return values;
}
