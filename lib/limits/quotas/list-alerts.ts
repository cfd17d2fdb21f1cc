import { assertMay, type Caller } from '../../access/index.ts';
import type { QuotaAlert } from '../quota-schemas.ts';
import { toAlert } from './present-quotas.ts';
import { currentAlerts } from './standing-store.ts';

const atMost = 200;

/** Shares crossed in periods that still run, the latest first: for banners. */
export async function listQuotaAlerts(caller: Caller): Promise<{ items: QuotaAlert[] }> {
  assertMay(caller, 'limits.read');
  return { items: (await currentAlerts(atMost)).map(toAlert) };
}
