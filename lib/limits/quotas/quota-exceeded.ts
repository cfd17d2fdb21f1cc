import { AppError } from '../../platform/errors.ts';
import type { QuotaMeasure } from '../quota-schemas.ts';
import { databaseTime } from './database-clock.ts';
import type { Shortage } from './holding.ts';
import type { ApplyingQuota } from './known-quotas.ts';

const perPeriod = { day: 'a day', week: 'a week', month: 'a month' } as const;

/** An amount as people read it: `1,000 requests`, `12.50 USD`. Money in nano-dollars. */
export function amountText(measure: QuotaMeasure, amount: bigint): string {
  if (measure === 'money') {
    const cents = amount / 10_000_000n;
    const fraction = (amount % 1_000_000_000n)
      .toString()
      .padStart(9, '0')
      .replace(/0{1,7}$/, '');
    const digits = amount > 0n && cents < 100n ? fraction : fraction.slice(0, 2);
    return `${(amount / 1_000_000_000n).toLocaleString('en')}.${digits} USD`;
  }
  const unit = amount === 1n ? measure.slice(0, -1) : measure;
  return `${amount.toLocaleString('en')} ${unit}`;
}

/** A moment as the clocks of the quota's zone show it: `1 December 2026, 00:00 (Europe/Berlin)`. */
export function localTime(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(at).replace(' at ', ', ')} (${timeZone})`;
}

function ownerOf({ quota, subject }: ApplyingQuota, name: string | null): string {
  switch (quota.subjectKind) {
    case 'user':
      return 'Your quota';
    case 'team':
      return `The quota of your team "${name ?? subject}"`;
    case 'key':
      return `The quota of the API key "${name ?? subject}"`;
    case 'endpoint':
      return `The quota of the endpoint "${subject}"`;
  }
}

/** The clear answer: which quota, what is left, what was needed, when it renews. */
export function quotaExceeded(of: ApplyingQuota, shortage: Shortage): AppError {
  const { measure, period, timeZone } = of.quota;
  const whole = `${amountText(measure, shortage.amount)} ${perPeriod[period]}`;
  const message =
    `${ownerOf(of, shortage.subjectName)}, ${whole}, has ${amountText(measure, shortage.left)} left, and this request may ` +
    `need ${amountText(measure, shortage.need)}. It renews on ${localTime(shortage.periodEnd, timeZone)}. ` +
    'Wait until then, ask for less, or ask an administrator for a raise.';
  return new AppError('rate_limited', message, {
    reason: 'quota_exceeded',
    retryAfterSeconds: Math.max(1, Math.ceil((shortage.periodEnd - databaseTime()) / 1000)),
  });
}
