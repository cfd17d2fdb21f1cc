/** Alerts on a clock of their own, which tests set. Import after `test-database.ts`. */
import { evaluateDue } from '../../lib/alerts/evaluate-due.ts';
import { tellAlerts } from '../../lib/alerts/tell-alerts.ts';
import { pool, prisma } from '../../lib/platform/db.ts';
import { deriveEnv } from '../../lib/platform/env.ts';
import { type FakeGroup, fakeSources } from './alert-rules.ts';

export const start = Date.parse('2026-11-02T10:00:00Z');

export const bad: FakeGroup[] = [{ key: 'all', value: 0.5 }];
export const good: FakeGroup[] = [{ key: 'all', value: 0 }];

export async function forgetAlerts(): Promise<void> {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  await pool().query(
    'TRUNCATE alert_rule, alert, alert_thread, alert_silence, alert_heartbeat, notification CASCADE',
  );
}

/** Evaluates at seconds after the start, and tells. */
export async function at(
  seconds: number,
  groups: readonly FakeGroup[] | (() => Promise<FakeGroup[]>),
): Promise<void> {
  const now = new Date(start + seconds * 1000);
  const sources = fakeSources(() => (typeof groups === 'function' ? groups() : [...groups]));
  await evaluateDue({ sources, at: now });
  await tellAlerts(now);
}

/** What was told so far, the oldest first. */
export async function told(): Promise<string[]> {
  const rows = await prisma().notification.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ topic, title }) => `${topic.replace('alert.', '')} ${title}`);
}
