import type { Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { customColumn } from '../columns.ts';
import type { CustomMetric, SaveCustom } from '../custom-schemas.ts';
import { assertComputable } from './check-custom.ts';
import { metricNameTaken } from './create-custom.ts';
import {
  changeMetric,
  isUniqueViolation,
  lockMetrics,
  monitorsWatching,
  transaction,
} from './custom-store.ts';
import { sourcesOf } from './find-circle.ts';
import { presentCustom } from './present-custom.ts';
import { requireCustom } from './require-custom.ts';

/** Values of the past stay as they were. Throws as `createCustomMetric`, and `conflict` when others rest on the old name. */
export async function updateCustomMetric(
  caller: Caller,
  id: string,
  input: SaveCustom,
): Promise<CustomMetric> {
  const { endpointName } = await requireCustom(caller, id);
  try {
    return await transaction(async (tx) => {
      const all = await lockMetrics(tx, endpointName);
      const before = all.find((row) => row.id === id);
      if (before === undefined) throw notFound('This custom metric');
      const others = all.filter((row) => row.id !== id);
      const renamed = input.name !== before.name || input.kind !== before.kind;
      if (renamed)
        assertUnused(
          before.name,
          others,
          await monitorsWatching(tx, endpointName, customColumn(before.name)),
        );
      assertComputable(input, others);
      const row = await changeMetric(tx, id, { ...input, error: null, leaseUntil: null });
      await recordAudit(tx, caller, {
        action: 'custom-metric.updated',
        subject: { kind: 'custom-metric', id, name: `${endpointName}: ${input.name}` },
        before: {
          name: before.name,
          formula: before.formula,
          aggregation: before.aggregation,
          enabled: before.enabled,
        },
        after: input,
      });
      return presentCustom(row);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw metricNameTaken(endpointName, input.name);
    throw error;
  }
}

/** Throws `conflict`, naming what rests on a metric. */
export function assertUnused(
  name: string,
  others: readonly { name: string; kind: string; formula: string }[],
  monitors: readonly string[],
): void {
  const metrics = others
    .filter((one) => sourcesOf(one).some((source) => source.name === name))
    .map((one) => one.name);
  const users = [
    ...metrics.map((metric) => `the metric "${metric}"`),
    ...monitors.map((monitor) => `the monitor "${monitor}"`),
  ];
  if (users.length === 0) return;
  throw new AppError('conflict', `"${name}" is used by ${users.join(', ')}. Change those first.`, {
    reason: 'in_use',
  });
}
