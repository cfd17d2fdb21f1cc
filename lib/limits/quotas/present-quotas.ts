/** Rows as the API shows them. */
import {
  type Quota,
  type QuotaAlert,
  type QuotaRaise,
  type QuotaStanding,
  quotaAlertSchema,
  quotaSchema,
} from '../quota-schemas.ts';
import { databaseNow, type QuotaRow, raisesOf } from './quota-store.ts';
import { type AlertRow, type StandingRow, standingsOf } from './standing-store.ts';

/** With up to `standings` of each quota's subjects. */
export async function presentQuotas(rows: readonly QuotaRow[], standings: number): Promise<Quota[]> {
  const ids = rows.map((row) => row.id);
  const [found, raises, now] = await Promise.all([standingsOf(ids, standings), raisesOf(ids), databaseNow()]);
  const standingsById = Map.groupBy(found, (row) => row.quota_id);
  return rows.map((row) =>
    quotaSchema.parse({
      id: row.id,
      subject: { kind: row.subject_kind, id: row.subject_id },
      subjectName: row.subject_name,
      measure: row.measure,
      period: row.period,
      timeZone: row.time_zone,
      amount: row.amount,
      amountNow: row.amount_now,
      warnShares: row.warn_shares,
      enabled: row.enabled,
      note: row.note,
      revision: row.revision,
      raises: (raises.get(row.id) ?? []).slice(0, 20).map((raise) => toRaise(raise, now)),
      standings: (standingsById.get(row.id) ?? []).map(toStanding),
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
    }),
  );
}

type RaiseRow = NonNullable<ReturnType<Awaited<ReturnType<typeof raisesOf>>['get']>>[number];

function toRaise({ id, amount, until, reason, byName, createdAt }: RaiseRow, now: Date): QuotaRaise {
  return {
    id,
    amount: amount.toString(),
    until: until.toISOString(),
    reason,
    by: byName,
    createdAt: createdAt.toISOString(),
    active: until > now,
  };
}

export function toStanding(row: StandingRow): QuotaStanding {
  const [amount, used, held] = [BigInt(row.amount), BigInt(row.used), BigInt(row.held)];
  const left = amount - used - held;
  return {
    subject: row.subject,
    subjectName: row.subject_name,
    amount: row.amount,
    used: row.used,
    held: row.held,
    left: (left > 0n ? left : 0n).toString(),
    share: amount === 0n ? null : Number(used) / Number(amount),
    periodStart: row.period_start.toISOString(),
    periodEnd: row.period_end.toISOString(),
    warned: row.warned,
  };
}

export function toAlert(row: AlertRow): QuotaAlert {
  return quotaAlertSchema.parse({
    id: row.id,
    quotaId: row.quota_id,
    subject: { kind: row.subject_kind, id: row.subject },
    subjectName: row.subject_name,
    measure: row.measure,
    period: row.period,
    timeZone: row.time_zone,
    share: row.share,
    used: row.used,
    amount: row.amount,
    periodStart: row.period_start.toISOString(),
    periodEnd: row.period_end.toISOString(),
    at: row.at.toISOString(),
  });
}
