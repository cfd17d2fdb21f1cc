/** Endpoints and requests for the tests of this folder; a test database must be there. */
import { userCaller } from '../../e2e/support/callers.ts';
import { record } from '../../e2e/support/inference-record.ts';
import type { BuiltInRole } from '../access/index.ts';
import type { InferenceRecord } from '../inference/index.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

export const user = (role: BuiltInRole) => userCaller(role);

export const admin = user('owner');
const day = 86_400_000;

export const split = (champion: number, shadowPercentage = 0) => [
  { name: 'champion', trafficPercentage: champion, shadowPercentage: 0 },
  { name: 'challenger', trafficPercentage: 100 - champion, shadowPercentage: 0 },
  { name: 'mirror', trafficPercentage: 0, shadowPercentage },
];

/** An endpoint as the tables hold it, each configuration put in force some days ago. */
export async function makeEndpoint(
  environment: string,
  configs: readonly { daysAgo: number; body: unknown }[],
) {
  const [id, name] = [newId(), `ep-${newId().slice(-8)}`];
  await pool().query(
    'INSERT INTO endpoint (id, name, environment, config, updated_at) VALUES ($1, $2, $3, $4, now())',
    [id, name, environment, configs.length],
  );
  for (const [index, { daysAgo, body }] of configs.entries()) {
    await pool().query(
      `INSERT INTO endpoint_config (endpoint_id, number, served_entities, created_by_name, created_at)
       VALUES ($1, $2, $3, 'test', $4)`,
      [id, index + 1, JSON.stringify(body), new Date(Date.now() - daysAgo * day)],
    );
  }
  return name;
}

export interface Draw {
  unit: number;
  config: number;
  kind: 'user' | 'request';
  traffic: 'live' | 'shadow' | 'playground';
  status: InferenceRecord['status'];
  fellBack: boolean;
  cached: boolean;
  cost: bigint;
  totalMs: number;
  likeness: number | null;
  minutesAgo: number;
  thumb: 'up' | 'down' | null;
}

/** A request that went well. */
export const base: Draw = {
  unit: 0,
  config: 1,
  kind: 'user',
  traffic: 'live',
  status: 'ok',
  fellBack: false,
  cached: false,
  cost: 5n,
  totalMs: 100,
  likeness: null,
  minutesAgo: 0,
  thumb: null,
};

export function toRecord(endpoint: string, draw: Draw): InferenceRecord {
  // Sticky, as the assignment is: the unit decides.
  const arm = draw.traffic === 'shadow' ? 'mirror' : draw.unit % 2 === 0 ? 'champion' : 'challenger';
  return record({
    at: new Date(Date.now() - draw.minutesAgo * 60_000),
    status: draw.status,
    source: 'api',
    traffic: draw.traffic,
    endpoint: { id: null, name: endpoint, config: draw.config },
    assigned: { entity: arm, unit: `unit-${draw.unit}`, unitKind: draw.kind },
    served: {
      entity: draw.fellBack ? 'spare' : arm,
      model: draw.fellBack ? 'spare' : 'guide',
      version: 1,
      alias: null,
      chainHash: 'ab',
      provider: 'extractive',
      providerModel: 'extractive-1',
    },
    cache: draw.cached ? 'hit' : 'off',
    shadow: draw.traffic === 'shadow' ? { of: newId(), similarity: draw.likeness } : null,
    requester: { kind: 'user', userId: admin.id, name: 'Ada', apiKeyId: null },
    totalMs: draw.totalMs,
    timeToFirstTokenMs: draw.totalMs / 2,
    retrieveMs: null,
    generateMs: null,
    usage: { input: 1, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0, source: 'provider' },
    cost: draw.cost,
  });
}
