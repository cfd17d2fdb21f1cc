import { stringify } from 'csv-stringify/sync';
import { assertMay, type Caller } from '../../access/index.ts';
import type { UsageExportQuery } from '../usage-schemas.ts';
import { rangeOf } from './query-usage.ts';
import { namesOf, usageBy } from './usage-store.ts';
import { toTotals } from './usage-totals.ts';

const columns = [
  'from',
  'key',
  'name',
  'requests',
  'input',
  'cachedInput',
  'cacheWrite',
  'output',
  'reasoning',
  'tokens',
  'costNanoDollars',
] as const;

/** CSV: one line for each bucket and group; every class of tokens is a column of its own. Throws as `queryUsage` does. */
export async function exportUsage(caller: Caller, query: UsageExportQuery): Promise<string> {
  assertMay(caller, 'usage.read');
  const { filters, bucket } = rangeOf(query);
  const groupBy = query.groupBy === 'token-class' ? 'none' : query.groupBy;
  const rows = await usageBy(filters, groupBy, bucket);
  const people = groupBy === 'team' || groupBy === 'user' || groupBy === 'key';
  const ids = [...new Set(rows.map(({ key }) => key).filter((key) => key !== ''))];
  const names = people ? await namesOf(groupBy, ids) : new Map<string, string>();
  const lines = rows.map((row) => {
    const { cost, ...totals } = toTotals(row);
    const name = names.get(row.key) ?? row.key;
    return { from: row.at.toISOString(), key: row.key, name, ...totals, costNanoDollars: cost };
  });
  // escape_formulas keeps a name that begins with "=" from running in somebody's spreadsheet.
  return stringify(lines, { header: true, columns: [...columns], escape_formulas: true });
}
