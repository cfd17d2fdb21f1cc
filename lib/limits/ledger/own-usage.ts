import { type Caller, mayAt, userIdOf } from '../../access/index.ts';
import { quotasOf } from '../quotas/known-quotas.ts';
import { toStanding } from '../quotas/present-quotas.ts';
import { standingsFor } from '../quotas/standing-store.ts';
import type { OwnQuota, OwnUsage } from '../usage-schemas.ts';
import { environmentOf, periodFacts, usageTotal } from './usage-store.ts';
import { noUsage, toTotals } from './usage-totals.ts';

/**
 * What the caller has left: of their own quotas, their teams', their key's, and of the quotas of `endpoint`, when they may
 * ask it: one they may not ask tells as little as one that does not exist.
 */
export async function ownUsage(caller: Caller, endpoint: string | null): Promise<OwnUsage> {
  const userId = userIdOf(caller);
  if (userId === null || caller.kind === 'system') return { quotas: [], month: noUsage };
  const applying = await quotasOf({
    userId,
    teamIds: caller.teams,
    keyId: caller.kind === 'api-key' ? caller.id : null,
    endpoint: endpoint ?? '',
  });
  const asks = endpoint !== null && (await mayAsk(caller, endpoint));
  const wanted = applying.filter(({ quota }) => asks || quota.subjectKind !== 'endpoint');
  const [standings, month] = await Promise.all([
    wanted.length === 0
      ? []
      : standingsFor(wanted.map(({ quota, subject }) => ({ quotaId: quota.id, subject }))),
    monthOf(userId),
  ]);
  const quotas = wanted.flatMap(({ quota, subject }): OwnQuota[] => {
    const row = standings.find((one) => one.quota_id === quota.id && one.subject === subject);
    if (row === undefined) return [];
    const { subjectName, amount, used, share, periodEnd, warned } = toStanding(row);
    const { subjectKind: kind, measure, period, timeZone } = quota;
    // What servers hold in advance is not used up: people are told what is not settled.
    const left = BigInt(amount) - BigInt(used);
    return [
      {
        of: { kind, name: subjectName },
        measure,
        period,
        timeZone,
        amount,
        used,
        left: (left > 0n ? left : 0n).toString(),
        share,
        periodEnd,
        warned,
      },
    ];
  });
  return { quotas: quotas.sort((a, b) => (b.share ?? 2) - (a.share ?? 2)), month };
}

async function mayAsk(caller: Caller, name: string): Promise<boolean> {
  const environment = await environmentOf(name);
  if (environment === null) return false;
  const place = { kind: 'endpoint', name, environment } as const;
  return mayAt(caller, 'chat.use', place) || mayAt(caller, 'endpoints.query', place);
}

async function monthOf(user: string) {
  const { periodStart: from, periodEnd: to } = await periodFacts({ period: 'month', timeZone: 'UTC' });
  const row = await usageTotal({ from, to, user, kind: 'live', timeZone: 'UTC' });
  return row === null ? noUsage : toTotals(row);
}
