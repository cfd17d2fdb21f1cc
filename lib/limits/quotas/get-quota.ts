import { assertMay, type Caller } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Quota } from '../quota-schemas.ts';
import { presentQuotas } from './present-quotas.ts';
import { findQuota } from './quota-store.ts';

const standings = 100;

/** Throws `not_found`. */
export async function getQuota(caller: Caller, id: string): Promise<Quota> {
  assertMay(caller, 'limits.read');
  const row = await findQuota(id);
  const [quota] = row === null ? [] : await presentQuotas([row], standings);
  if (quota === undefined) throw notFound('This quota');
  return quota;
}
