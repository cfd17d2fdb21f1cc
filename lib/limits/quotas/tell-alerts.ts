import { notify } from '../../notifications/index.ts';
import type { QuotaMeasure } from '../quota-schemas.ts';
import { amountText, localTime } from './quota-exceeded.ts';
import { transaction } from './quota-store.ts';
import { type AlertRow, markTold, untoldAlerts } from './standing-store.ts';

const batch = 100;

/**
 * Hands every share that was crossed to the notifications, in the transaction that marks it as told: each is told once,
 * however many workers there are. Returns how many there were.
 */
export async function tellQuotaAlerts(): Promise<number> {
  let told = 0;
  for (let found = batch; found === batch; told += found) {
    found = await transaction(async (tx) => {
      const alerts = await untoldAlerts(tx, batch);
      for (const alert of alerts) await notify(tx, notificationOf(alert));
      await markTold(
        tx,
        alerts.map(({ id }) => id),
      );
      return alerts.length;
    });
  }
  return told;
}

function notificationOf(alert: AlertRow): Parameters<typeof notify>[1] {
  const measure = alert.measure as QuotaMeasure;
  const whose = `${alert.subject_kind} "${alert.subject_name}"`;
  const over = alert.share === 100;
  const used = `${amountText(measure, BigInt(alert.used))} of ${amountText(measure, BigInt(alert.amount))}`;
  const renews = localTime(alert.period_end.getTime(), alert.time_zone);
  return {
    topic: over ? 'quota.exceeded' : 'quota.warning',
    severity: over ? 'critical' : 'warning',
    title: over
      ? `The ${alert.measure} of the ${whose} are used up for this ${alert.period}`
      : `The ${whose} used ${alert.share} % of its ${alert.measure} for this ${alert.period}`,
    text: `${used} used. ${over ? 'Further requests are refused. ' : ''}It renews on ${renews}.`,
    link: '/limits',
    data: {
      quotaId: alert.quota_id,
      subjectKind: alert.subject_kind,
      subject: alert.subject,
      measure: alert.measure,
      period: alert.period,
      share: alert.share,
      used: alert.used,
      amount: alert.amount,
      renewsAt: alert.period_end.toISOString(),
    },
    dedupeKey: `quota:${alert.quota_id}:${alert.subject}:${alert.period_start.toISOString()}:${alert.share}`,
    notice: {
      permission: 'limits.read',
      ...(alert.subject_kind === 'user' && { userIds: [alert.subject] }),
    },
  };
}
