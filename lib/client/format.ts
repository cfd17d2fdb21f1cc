/** Numbers as people read them, on screen and in reports: always a unit, at most three significant digits. Exact values go into titles. */

const locale = 'en';
const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const threeSignificant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, useGrouping: false });
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });

/** Rounds to three significant digits without exponent or trailing zeros: 1234 → "1230", 0.04567 → "0.0457". */
export function threeDigits(value: number): string {
  return threeSignificant.format(value);
}

/** Milliseconds: "840 ms", "1.94 s", "2 min 5 s", "3 h 20 min". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return `−${formatDuration(-milliseconds)}`;
  if (milliseconds < 999.5) return `${threeDigits(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${threeDigits(milliseconds / 1000)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Bytes in powers of 1000, as disks and networks count: "812 B", "1.21 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${threeDigits(value)} ${units[unit]}`;
}

/** A whole number with separators: "12,431". */
export function formatCount(value: number): string {
  return count.format(value);
}

/** A number where space is short: "12.4K", "1.2M". */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/** A share of 0–1 as "97.8 %". */
export function formatPercent(share: number): string {
  return `${threeDigits(share * 100)} %`;
}

/**
 * A share that is meant to be near 1 (what did not fail, what was in time): it says 100 % only of all, and has as many digits as
 * what is missing needs: 0.99996 → "99.996 %".
 */
export function formatGoodShare(share: number): string {
  const missing = (1 - share) * 100;
  if (missing <= 0 || missing >= 0.1) return formatPercent(share);
  const digits = Math.min(9, Math.ceil(-Math.log10(missing) - 1e-9));
  return `${(share * 100).toFixed(digits)} %`;
}

/** A share somebody promised, as exactly as it can be promised: 0.9995 → "99.95 %". */
export function formatTarget(target: number): string {
  return `${Number((target * 100).toFixed(3))} %`;
}

/** Nano-dollars (1e-9 USD) as text or bigint, so that no digit passes through a float: "$0.0042", "$12.35", "$1,204". */
export function formatMoney(nanoDollars: string | bigint): string {
  const nano = BigInt(nanoDollars);
  if (nano < 0n) return `−${formatMoney(-nano)}`;
  const dollars = Number(nano) / 1e9;
  if (nano === 0n) return '$0';
  if (dollars < 0.0995) return `$${trimmed(dollars, 2)}`;
  if (dollars < 999.995) return `$${dollars.toFixed(2)}`;
  return `$${count.format(dollars)}`;
}

/** Every digit of an amount, for titles and exports: "$0.004213500". */
export function formatMoneyExact(nanoDollars: string | bigint): string {
  const nano = BigInt(nanoDollars);
  const sign = nano < 0n ? '−' : '';
  const digits = (nano < 0n ? -nano : nano).toString().padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '').padEnd(2, '0');
  return `${sign}$${digits.slice(0, -9)}.${fraction}`;
}

/** `significant` digits without exponent: 0.0042 stays "0.0042". */
function trimmed(value: number, significant: number): string {
  const digits = Math.max(0, significant - 1 - Math.floor(Math.log10(value)));
  return value.toFixed(Math.min(9, digits)).replace(/(\.\d*?[1-9])0+$/, '$1');
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
const steps: readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [7 * 86_400, 'day', 86_400],
  [30 * 86_400, 'week', 7 * 86_400],
  [365 * 86_400, 'month', 30 * 86_400],
];

/** "just now", "5 min ago", "in 2 hr.", "yesterday". */
export function formatRelative(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 10) return 'just now';
  const step = steps.find(([limit]) => Math.abs(seconds) < limit);
  const [unit, size] = step ? [step[1], step[2]] : (['year', 365 * 86_400] as const);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** Making a formatter costs more than everything it formats in one table. */
const momentFormats = new Map<string | undefined, Intl.DateTimeFormat>();

function momentFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = momentFormats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  momentFormats.set(timeZone, made);
  return made;
}

/** The full moment in the reader's zone, with the zone named: "21 Nov 2026, 14:03:09 GMT+1". */
export function formatMoment(at: Date, timeZone?: string): string {
  return momentFormat(timeZone).format(at);
}
