/** A child's end of the channel to the supervisor. Without a supervisor (one container for each process), signals do. */
import { deriveEnv, env } from '../../lib/platform/env.ts';
import { beginDrain, isDraining, runShutdownHooks } from '../../lib/platform/lifecycle.ts';
import { log } from '../../lib/platform/log.ts';
import { type FromChild, supervisedFlag, toChildSchema } from './messages.ts';

const hookLimitMs = 10_000;

export function tellSupervisor(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

interface Child {
  /** Resolves when the environment is complete. */
  configured: Promise<void>;
  /** Aborts when work in hand should no longer be waited for. */
  hasten: AbortSignal;
}

/**
 * Follows the supervisor's messages and the usual signals. `drain` finishes the work in hand; then the shutdown hooks run
 * and the process ends. A supervisor that vanishes counts as an order to stop.
 */
export function obeySupervisor(drain: (hasten: AbortSignal) => Promise<void>): Child {
  const configured = Promise.withResolvers<void>();
  const hasten = new AbortController();
  let stopping = false;

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    beginDrain();
    setTimeout(() => hasten.abort(), env().SLIPWAY_DRAIN_SECONDS * 1000).unref();
    await drain(hasten.signal).catch((error: unknown) => log.error('draining failed', { error }));
    const failed = await runShutdownHooks(hookLimitMs);
    process.exit(failed.length === 0 ? 0 : 1);
  };

  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (!process.argv.includes(supervisedFlag)) {
    configured.resolve();
  } else if (!process.connected) {
    process.exit(1);
  } else {
    process.on('disconnect', stop);
    process.on('message', (raw) => {
      const message = toChildSchema.parse(raw);
      if (message.type === 'configure') {
        deriveEnv(message.env);
        configured.resolve();
      } else if (message.type === 'stop') void stop();
      else hasten.abort();
    });
  }
  return { configured: configured.promise, hasten: hasten.signal };
}

/**
 * Ends the process because its start failed. `AppError`s and the like carry messages meant for people. A start that fails
 * because it was told to stop meanwhile ends as every stop does.
 */
export function failStart(error: unknown): void {
  if (isDraining()) return;
  log.error('start failed', { error });
  process.exit(1);
}
