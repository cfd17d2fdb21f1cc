import type { Usage } from '../../providers/schemas.ts';
import type { UsageKind } from '../usage-schemas.ts';

/** One line of the ledger: what one request, or one failed attempt before its answer, used. */
export interface UsageEntry {
  requestId: string;
  /** 0 for the answer; 1 and up for attempts that failed before it but used tokens. */
  part: number;
  /** When the request was admitted, by the database's clock: decides the periods it is charged to. */
  at: Date;
  kind: UsageKind;
  userId: string | null;
  /** Teams of the user at that time. */
  teamIds: readonly string[];
  keyId: string | null;
  endpoint: string;
  /** Registered model; empty when none was reached. */
  model: string;
  version: number;
  provider: string;
  providerModel: string;
  /** 1 for an answer, 0 for a failed attempt. */
  requests: number;
  usage: Usage;
  /** Nano-dollars. */
  cost: bigint;
  priceSource: 'provider' | 'none';
}

/** What settled use takes out of a slice, in the measure of the slice's quota. */
export interface SliceCharge {
  requestId: string;
  leaseId: string;
  amount: bigint;
}

const tokenClasses = ['input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'] as const;

/** Throws a `RangeError` for counts that are no whole numbers from 0 on: such an entry would corrupt every sum. */
export function assertCountable({ usage, requests, cost }: UsageEntry): void {
  for (const name of tokenClasses) assertCount(name, usage[name]);
  assertCount('requests', requests);
  if (cost < 0n) throw new RangeError(`An entry costs ${cost} nano-dollars: less than nothing.`);
}

function assertCount(name: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new RangeError(`An entry has ${count} for "${name}", which is no count.`);
}

export function tokensOf(usage: Usage): number {
  return tokenClasses.reduce((sum, name) => sum + usage[name], 0);
}
