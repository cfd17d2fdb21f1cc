/** What alerts say in messages and lists. */
import { describeMetric, type MetricUnit } from '../monitoring/schemas.ts';
import type { RuleDocument } from './rule-schemas.ts';
import type { Cause } from './state-machine.ts';

function digits(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
}

function duration(milliseconds: number): string {
  if (Math.abs(milliseconds) < 1000) return `${digits(milliseconds)} ms`;
  if (Math.abs(milliseconds) < 60_000) return `${digits(milliseconds / 1000)} s`;
  if (Math.abs(milliseconds) < 3_600_000) return `${digits(milliseconds / 60_000)} min`;
  return `${digits(milliseconds / 3_600_000)} h`;
}

function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3)));
  return `${digits(value / 1000 ** power)} ${units[power]}`;
}

/** A value with its unit: three significant digits. */
export function formatValue(value: number, unit: MetricUnit | 'burn'): string {
  switch (unit) {
    case 'share':
      return `${digits(value * 100)} %`;
    case 'milliseconds':
      return duration(value);
    case 'nano-dollars':
      return `$${digits(value / 1e9)}`;
    case 'bytes':
      return bytes(value);
    case 'burn':
      return `${digits(value)}×`;
    case 'tokens':
    case 'characters':
      return `${digits(value)} ${unit}`;
    case 'tokens-per-second':
      return `${digits(value)} tokens/s`;
    case 'count':
    case 'score':
      return digits(value);
  }
}

export function formatSeconds(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  if (seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}

export function unitOf({ signal }: RuleDocument): MetricUnit | 'burn' {
  if (signal.kind === 'burn_rate') return 'burn';
  const { metric, aggregation } = signal.expression;
  if (aggregation === 'share_at_most' || aggregation === 'share') return 'share';
  return aggregation === 'count' ? 'count' : describeMetric(metric).unit;
}

export function signalWords({ signal }: RuleDocument): string {
  if (signal.kind === 'burn_rate') return 'Burn rate of the error budget';
  const { metric, aggregation } = signal.expression;
  const { label, kind } = describeMetric(metric);
  return kind === 'distribution' ? `${label} ${aggregation.toUpperCase().replaceAll('_', ' ')}` : label;
}

interface Said {
  groupKey: string;
  cause: Cause;
  value: number | null;
  threshold: number | null;
  count: number;
}

/** One sentence: what is wrong, where, by how much. */
export function summaryOf(
  document: RuleDocument,
  { groupKey, cause, value, threshold, count }: Said,
): string {
  const what = signalWords(document);
  const where = groupKey === 'all' || groupKey === '*' ? '' : ` of ${groupKey}`;
  if (cause === 'no_data') return `${what}${where}: nothing is measured any more.`;
  if (cause === 'error') return `${what}${where} cannot be evaluated.`;
  const unit = unitOf(document);
  const is = value === null ? 'is wrong' : `is ${formatValue(value, unit)}`;
  const limit = threshold === null ? '' : ` (limit ${formatValue(threshold, unit)})`;
  const basis = count > 0 ? `, from ${digits(count)} measured` : '';
  return `${what}${where} ${is}${limit} over ${windowWords(document)}${basis}.`;
}

function windowWords({ signal }: RuleDocument): string {
  if (signal.kind === 'metric') return formatSeconds(signal.windowSeconds);
  const longest = Math.max(...signal.windows.map(({ longSeconds }) => longSeconds));
  return `up to ${formatSeconds(longest)}`;
}
