import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { forgetMonitor } from './circuit/monitor.ts';
import { forgetProvider } from './open-providers.ts';
import { findProvider, lockProvider, removeProvider, transaction, usesOfProvider } from './store.ts';

/** Throws `not_found`, or `conflict` while something that serves needs it. */
export async function deleteProvider(caller: Caller, name: string): Promise<void> {
  assertMay(caller, 'providers.write');
  await transaction(async (tx) => {
    await lockProvider(tx, name);
    const row = await findProvider(tx, name);
    if (row === null) throw notFound(`The provider "${name}"`);
    const uses = await usesOfProvider(tx, name);
    if (uses.length > 0) {
      throw new AppError(
        'conflict',
        `The provider "${name}" is used by ${uses.join(', ')}. Move aliases, stages, endpoints and embeddings to another one first.`,
        {
          reason: 'provider_in_use',
        },
      );
    }
    await removeProvider(tx, row.id);
    await recordAudit(tx, caller, {
      action: 'provider.deleted',
      subject: { kind: 'provider', id: row.id, name },
      before: { baseUrl: row.baseUrl },
    });
    await publishChange(tx, { topic: 'provider', key: name });
  });
  forgetProvider(name);
  forgetMonitor(name);
}
