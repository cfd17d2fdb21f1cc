import { assertMay, type Caller, reachOf } from '../../access/index.ts';
import type { CustomMetric, ListCustomQuery } from '../custom-schemas.ts';
import { findMetrics } from './custom-store.ts';
import { presentCustom } from './present-custom.ts';

/** Custom metrics of the endpoints the caller sees. */
export async function listCustomMetrics(
  caller: Caller,
  query: ListCustomQuery,
): Promise<{ items: CustomMetric[]; total: number }> {
  assertMay(caller, 'dashboards.read');
  const reach = reachOf(caller, 'dashboards.read');
  if (reach === null) return { items: [], total: 0 };
  const { rows, total } = await findMetrics(query, reach);
  return { items: rows.map(presentCustom), total };
}
