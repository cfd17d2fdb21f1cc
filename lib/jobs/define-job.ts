import type { z } from 'zod';

export interface JobOptions {
  /** Jobs of this kind that one worker runs at a time. */
  concurrency: number;
  /** At most one job for each key waits in the queue; enqueueing another does nothing. */
  unique: boolean;
  /** A run that takes longer is aborted and tried again. At most a day. */
  expireInSeconds: number;
  /** Further tries after a run that threw, with growing delays from `retryDelaySeconds` to `retryDelayMaxSeconds`. */
  retryLimit: number;
  retryDelaySeconds: number;
  retryDelayMaxSeconds: number;
  /** Cron expression (UTC) to run at with empty data, e.g. every minute: `* * * * *`. */
  schedule: string | null;
  /** Runs once with empty data whenever a worker starts. */
  atStart: boolean;
  /** Longest wait of a job whose delay has ended: only jobs that may run at once announce themselves. At least 1. */
  pollSeconds: number;
}

/** A kind of background work: its name, its data, how it is queued. Its handler is bound by `handleJob`. */
export interface Job<Data> {
  readonly name: string;
  readonly schema: z.ZodType<Data>;
  readonly options: JobOptions;
}

export interface JobRun {
  id: string;
  /** True when a run that throws is not tried again. */
  lastTry: boolean;
  /** Aborts when the run expires or the worker stops. */
  signal: AbortSignal;
}

export interface JobHandler {
  readonly name: string;
  readonly options: JobOptions;
  run(data: unknown, run: JobRun): Promise<void>;
}

const defaults: JobOptions = {
  concurrency: 1,
  unique: false,
  expireInSeconds: 15 * 60,
  retryLimit: 5,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 5 * 60,
  schedule: null,
  atStart: false,
  pollSeconds: 10,
};

export function defineJob<Data extends object>(declaration: {
  name: string;
  schema: z.ZodType<Data>;
  options?: Partial<JobOptions>;
}): Job<Data> {
  return { ...declaration, options: { ...defaults, ...declaration.options } };
}

/**
 * Binds a job to the code that does it. Work may run twice (a worker dies, a run expires), so handlers are
 * idempotent.
 */
export function handleJob<Data>(
  job: Job<Data>,
  handle: (data: Data, run: JobRun) => Promise<void>,
): JobHandler {
  return {
    name: job.name,
    options: job.options,
    run: (data, run) => handle(job.schema.parse(data), run),
  };
}
