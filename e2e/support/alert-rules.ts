/** Alert rules and readings for tests. Import after `test-database.ts`. */

import { systemCaller } from '../../lib/access/index.ts';
import { createRule } from '../../lib/alerts/create-rule.ts';
import { type Rule, type RuleDocument, ruleDocumentSchema } from '../../lib/alerts/rule-schemas.ts';
import type { Sources } from '../../lib/alerts/sources.ts';
import type { MetricQuery, MetricReading } from '../../lib/monitoring/schemas.ts';
import { pool } from '../../lib/platform/db.ts';

export interface FakeGroup {
  key: string;
  value: number | null;
  count?: number;
  labels?: Record<string, string>;
}

/** A source whose readings a test decides; `read` may throw or hang. */
export function fakeSources(read: (query: MetricQuery) => Promise<FakeGroup[]> | FakeGroup[]): Sources {
  return {
    readMetric: async (query) => readingOf(query, await read(query)),
    objectives: async () => [],
    countObjective: async () => ({ good: 0, total: 0 }),
  };
}

function readingOf({ from, to }: MetricQuery, groups: readonly FakeGroup[]): MetricReading {
  const [first] = groups;
  const measured = ({ value, count = 100 }: FakeGroup) => ({ value, count: value === null ? 0 : count });
  return {
    from,
    to,
    stepSeconds: 0,
    total: first === undefined ? { value: null, count: 0 } : measured(first),
    previous: null,
    groups: groups.map((group) => ({
      key: group.key,
      labels: group.labels ?? {},
      ...measured(group),
      previous: null,
      points: [],
    })),
    more: false,
  };
}

type Settings = Omit<Partial<RuleDocument>, 'signal'> & { groupBy?: 'endpoint' | 'version' | 'subject' };

export function errorRule({ groupBy, ...settings }: Settings = {}, endpoint?: string): RuleDocument {
  return ruleDocumentSchema.parse({
    signal: {
      kind: 'metric',
      expression: {
        metric: 'error_rate',
        aggregation: 'value',
        ...(groupBy !== undefined && { groupBy }),
        ...(endpoint !== undefined && { endpoint }),
      },
      windowSeconds: 300,
      condition: { kind: 'above', threshold: 0.05 },
    },
    keepFiringSeconds: 0,
    groupSeconds: 0,
    ...settings,
  });
}

export function addRule(name: string, document: RuleDocument, caller = systemCaller('test')): Promise<Rule> {
  return createRule(caller, { name, enabled: true, document });
}

/** Has every rule be due at once, whatever the database's clock says. */
export async function makeDue(): Promise<void> {
  await pool().query(`UPDATE alert_rule SET due_at = '2020-01-01', lease_until = NULL`);
}
