/** Waiting for announced changes in integration tests. Import after `test-database.ts`. */
import { type Change, onChange } from '../../lib/platform/events.ts';

/** Does `work` and waits until this process heard of its change, so that nothing arrives late in the test. */
export async function heard<T>(change: Change, work: () => Promise<T>): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = await onChange((told) => {
    if (told?.topic === change.topic && told.key === change.key) resolve();
  });
  const result = await work();
  await promise;
  stop();
  return result;
}
