/** Sums as the API tells them. Pure. */
import type { UsageTotals } from '../usage-schemas.ts';
import type { UsageRow } from './usage-store.ts';

export type SumRow = Omit<UsageRow, 'at' | 'key'>;

export const noUsage: UsageTotals = {
  requests: 0,
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  tokens: 0,
  cost: '0',
};

export function toTotals(row: SumRow): UsageTotals {
  return {
    requests: Number(row.requests),
    input: Number(row.input),
    cachedInput: Number(row.cached_input),
    cacheWrite: Number(row.cache_write),
    output: Number(row.output),
    reasoning: Number(row.reasoning),
    tokens: Number(row.tokens),
    cost: row.cost,
  };
}

export function addTotals(one: UsageTotals, other: UsageTotals): UsageTotals {
  return {
    requests: one.requests + other.requests,
    input: one.input + other.input,
    cachedInput: one.cachedInput + other.cachedInput,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    tokens: one.tokens + other.tokens,
    cost: (BigInt(one.cost) + BigInt(other.cost)).toString(),
  };
}

export function sumOf(totals: readonly UsageTotals[]): UsageTotals {
  return totals.reduce(addTotals, noUsage);
}
