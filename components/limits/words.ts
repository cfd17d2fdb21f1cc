/** How the screens say limits. */
import { formatCompact, formatCount, formatMoney } from '#components/ui/format.ts';
import type { QuotaMeasure, QuotaPeriod, RateSubjectKind, RateWindow } from '#lib/limits/schemas.ts';

export const subjectKindWords: Record<RateSubjectKind, { one: string; each: string }> = {
  endpoint: { one: 'Endpoint', each: 'Each endpoint' },
  user: { one: 'Person', each: 'Each person' },
  team: { one: 'Team', each: 'Each team' },
  key: { one: 'API key', each: 'Each API key' },
  tag: { one: 'Request tag', each: 'Each request tag' },
};

export const measureWords: Record<QuotaMeasure, string> = {
  requests: 'Requests',
  tokens: 'Tokens',
  money: 'Money',
};

export const periodWords: Record<QuotaPeriod, string> = {
  day: 'per day',
  week: 'per week',
  month: 'per month',
};

/** As a choice in a form. */
export const periodLabels: Record<QuotaPeriod, string> = {
  day: 'Day',
  week: 'Week, from Monday',
  month: 'Calendar month',
};

export const windowLabels: Record<RateWindow, string> = { second: 'Second', minute: 'Minute', hour: 'Hour' };

/** An amount with its unit: "12,000 requests", "1.2M tokens", "$60.00". */
export function amountText(measure: QuotaMeasure, amount: string): string {
  if (measure === 'money') return formatMoney(amount);
  const count = Number(amount);
  const text = count < 100_000 ? formatCount(count) : formatCompact(count);
  return `${text} ${count === 1 ? measure.slice(0, -1) : measure}`;
}

/** Dollars as people write them to nano-dollars; null for what is no amount. */
export function dollarsToNano(text: string): string | null {
  const match = /^\s*\$?\s*(\d{1,9})(?:\.(\d{1,9}))?\s*$/.exec(text);
  if (match === null) return null;
  return BigInt(`${match[1]}${(match[2] ?? '').padEnd(9, '0')}`).toString();
}

/** What stands in the form for a stored amount. */
export function amountToText(measure: QuotaMeasure, amount: string): string {
  if (measure !== 'money') return amount;
  const digits = amount.padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -9) : `${digits.slice(0, -9)}.${fraction}`;
}

/** What the form's text stands for; null for what is no amount. */
export function textToAmount(measure: QuotaMeasure, text: string): string | null {
  if (measure === 'money') return dollarsToNano(text);
  const plain = text.replaceAll(/[\s,_]/g, '');
  return /^\d{1,18}$/.test(plain) ? BigInt(plain).toString() : null;
}
