import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { customColumn } from '../columns.ts';
import { lockMetrics, monitorsWatching, removeMetric, transaction } from './custom-store.ts';
import { requireCustom } from './require-custom.ts';
import { assertUnused } from './update-custom.ts';

/** Its values stay as long as other gauges do. Throws `not_found`, or `conflict` naming what rests on it. */
export async function deleteCustomMetric(caller: Caller, id: string): Promise<void> {
  const { endpointName, name, formula } = await requireCustom(caller, id);
  await transaction(async (tx) => {
    const others = (await lockMetrics(tx, endpointName)).filter((row) => row.id !== id);
    assertUnused(name, others, await monitorsWatching(tx, endpointName, customColumn(name)));
    await removeMetric(tx, id);
    await recordAudit(tx, caller, {
      action: 'custom-metric.deleted',
      subject: { kind: 'custom-metric', id, name: `${endpointName}: ${name}` },
      before: { formula },
    });
  });
}
