import type { JobRun } from '../../jobs/index.ts';
import { findPolicies, type StoredPolicies } from '../policy-store.ts';
import type { EndpointDataClass } from '../schemas.ts';
import {
  deleteCachedAnswers,
  deleteConversations,
  deleteDatasetItems,
  deleteGuardrailEvents,
  deleteLedgerEntries,
  deleteOrphanedFeedback,
  deleteRequests,
  dropPartition,
  emptyFeedback,
  emptyTexts,
  endedPartitions,
  noteRun,
  type Scope,
  startRun,
} from './retention-store.ts';

/** Before every UUIDv7. */
const firstId = '00000000-0000-0000-0000-000000000000';

interface Limit {
  days: number;
  scope: Scope;
}

/** What holds for a class: the installation's days for all endpoints without a word of their own, and each of those. */
export function limitsOf(data: EndpointDataClass, { defaults, endpoints }: StoredPolicies): Limit[] {
  const own = [...endpoints].flatMap(([name, { days }]) => {
    const value = days[data];
    return value === undefined ? [] : [{ name, days: value }];
  });
  const all = [
    { days: defaults.days[data] ?? null, scope: { only: null, except: own.map(({ name }) => name) } },
    ...own.map(({ name, days }) => ({ days, scope: { only: name, except: [] } })),
  ];
  return all.flatMap(({ days, scope }) => (days === null ? [] : [{ days, scope }]));
}

/** The longest anybody keeps rows of the log; null when somebody keeps them for ever. */
export function longestMetrics({ defaults, endpoints }: StoredPolicies): number | null {
  const values = [defaults.days.metrics ?? null];
  for (const { days } of endpoints.values()) if (days.metrics !== undefined) values.push(days.metrics);
  return values.reduce((longest, value) =>
    longest === null || value === null ? null : Math.max(longest, value),
  );
}

type Count = (name: string, rows: number) => Promise<void>;

/**
 * Removes what is past its days, in short statements: safe to stop anywhere and to run again. Progress is on record as it
 * goes.
 */
export async function applyRetention(run: Pick<JobRun, 'signal'>): Promise<void> {
  const id = await startRun();
  const removed: Record<string, number> = {};
  const count: Count = async (name, rows) => {
    run.signal.throwIfAborted();
    if (rows === 0 && name in removed) return;
    removed[name] = (removed[name] ?? 0) + rows;
    await noteRun(id, { removed });
  };
  try {
    await applyAll(await findPolicies(), count);
    await noteRun(id, { state: 'done', finishedAt: new Date() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    await noteRun(id, { state: 'failed', error: reason, finishedAt: new Date() });
    throw error;
  }
}

async function applyAll(policies: StoredPolicies, count: Count): Promise<void> {
  const repeated = async (name: string, step: () => Promise<number>) => {
    for (let rows = 1; rows > 0; ) {
      rows = await step();
      await count(name, rows);
    }
  };
  const longest = longestMetrics(policies);
  for (const name of longest === null ? [] : await endedPartitions(longest)) {
    await count('requests', await dropPartition(name));
  }
  for (const { days, scope } of limitsOf('metrics', policies)) {
    await repeated('requests', () => deleteRequests(days, scope));
    await repeated('feedback', () => deleteOrphanedFeedback(days));
  }
  for (const { days, scope } of limitsOf('text', policies)) {
    for (let after: string | null = firstId; after !== null; ) {
      const { count: rows, next } = await emptyTexts(days, scope, after);
      await count('texts', rows);
      after = next;
    }
  }
  const classes = [
    { data: 'feedback', name: 'comments', step: emptyFeedback },
    { data: 'conversations', name: 'conversations', step: deleteConversations },
    { data: 'responseCache', name: 'cached answers', step: deleteCachedAnswers },
    { data: 'guardrails', name: 'guardrail events', step: deleteGuardrailEvents },
    { data: 'datasets', name: 'dataset items', step: deleteDatasetItems },
  ] as const;
  for (const { data, name, step } of classes) {
    for (const { days, scope } of limitsOf(data, policies)) await repeated(name, () => step(days, scope));
  }
  const { ledger } = policies.defaults.days;
  if (ledger !== null && ledger !== undefined) {
    await repeated('ledger entries', () => deleteLedgerEntries(ledger));
  }
}
