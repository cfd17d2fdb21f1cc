import { assertMay, type Caller } from '../../access/index.ts';
import type { ListQuotasQuery, QuotaList } from '../quota-schemas.ts';
import { presentQuotas } from './present-quotas.ts';
import { findQuotas } from './quota-store.ts';

const standingsInList = 5;

export async function listQuotas(caller: Caller, query: ListQuotasQuery): Promise<QuotaList> {
  assertMay(caller, 'limits.read');
  const { rows, total } = await findQuotas(query);
  return { items: await presentQuotas(rows, standingsInList), total };
}
