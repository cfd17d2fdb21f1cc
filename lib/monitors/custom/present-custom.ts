import { type CustomMetric, customMetricSchema } from '../custom-schemas.ts';
import type { CustomMetricRow } from './custom-store.ts';

export function presentCustom(row: CustomMetricRow): CustomMetric {
  return customMetricSchema.parse({
    ...row,
    endpoint: row.endpointName,
    computedThrough: row.computedThrough?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  });
}
