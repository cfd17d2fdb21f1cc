import { assertMayAt, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { CreateCustom, CustomMetric } from '../custom-schemas.ts';
import { environmentOf } from '../monitor/monitor-store.ts';
import { assertComputable } from './check-custom.ts';
import { insertMetric, isUniqueViolation, lockMetrics, transaction } from './custom-store.ts';
import { presentCustom } from './present-custom.ts';

const maxPerEndpoint = 100;

/** Throws `not_found` for the endpoint, `invalid` for a formula that cannot be computed, `conflict` for a name that is taken. */
export async function createCustomMetric(
  caller: Caller,
  { endpoint, ...input }: CreateCustom,
): Promise<CustomMetric> {
  const environment = await environmentOf(endpoint);
  assertMayAt(caller, 'monitors.write', { kind: 'endpoint', name: endpoint, environment });
  if (environment === null) throw notFound(`The endpoint "${endpoint}"`);
  try {
    return await transaction(async (tx) => {
      const others = await lockMetrics(tx, endpoint);
      if (others.length >= maxPerEndpoint) {
        throw new AppError(
          'conflict',
          `An endpoint has at most ${maxPerEndpoint} custom metrics. Delete one first.`,
        );
      }
      assertComputable(input, others);
      const row = await insertMetric(tx, { id: newId(), endpointName: endpoint, ...input });
      await recordAudit(tx, caller, {
        action: 'custom-metric.created',
        subject: { kind: 'custom-metric', id: row.id, name: `${endpoint}: ${row.name}` },
        after: input,
      });
      return presentCustom(row);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw metricNameTaken(endpoint, input.name);
    throw error;
  }
}

export function metricNameTaken(endpoint: string, name: string): AppError {
  return new AppError(
    'conflict',
    `"${endpoint}" has a custom metric named "${name}" already. Choose another name.`,
    {
      reason: 'name_taken',
    },
  );
}
