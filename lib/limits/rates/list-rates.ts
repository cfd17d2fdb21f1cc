import { assertMay, type Caller } from '../../access/index.ts';
import type { ListRates, RateList } from '../schemas.ts';
import { ratePage } from './rule-store.ts';

/** Rules by kind, subject, unit and window; disabled ones too. */
export async function listRates(caller: Caller, query: ListRates): Promise<RateList> {
  assertMay(caller, 'limits.read');
  return ratePage(query);
}
