import type { Tone } from '#components/ui/badge.tsx';
import { formatDuration, formatMoney, formatPercent, threeDigits } from '#components/ui/format.ts';
import type {
  Baseline,
  ColumnVerdict,
  DriftTest,
  EffectMeasure,
  Granularity,
} from '#lib/monitors/schemas.ts';

type Judged = Pick<ColumnVerdict, 'verdict' | 'size'>;

export const verdictTone = ({ verdict, size }: Judged): Tone => {
  if (verdict === 'drift') return size === 'large' ? 'bad' : 'warn';
  if (verdict === 'missing') return 'bad';
  return verdict === 'steady' ? 'ok' : 'neutral';
};

export function verdictWord({ verdict, size }: Judged): string {
  switch (verdict) {
    case 'drift':
      return `${size} drift`;
    case 'missing':
      return 'missing';
    case 'steady':
      return 'steady';
    case 'too-few':
      return 'too few rows';
  }
}

/** An endpoint's own monitor bears its name already. */
export function monitorTitle({ endpoint, name }: { endpoint: string; name: string }): string {
  return name.startsWith(endpoint) ? name : `${endpoint} · ${name}`;
}

export const granularityWords: Record<Granularity, string> = { hour: 'Hourly', day: 'Daily', week: 'Weekly' };
export const granularityNouns: Record<Granularity, string> = { hour: 'hour', day: 'day', week: 'week' };

/** "against the 7 days before". */
export function baselineWords(baseline: Baseline, granularity: Granularity): string {
  switch (baseline.kind) {
    case 'previous': {
      const word = granularityNouns[granularity];
      return baseline.windows === 1
        ? `against the ${word} before`
        : `against the ${baseline.windows} ${word}s before`;
    }
    case 'fixed':
      return `against ${baseline.from.slice(0, 10)} to ${baseline.to.slice(0, 10)}`;
    case 'version':
      return `against version ${baseline.version}`;
  }
}

export const testWords: Record<DriftTest, string> = {
  'kolmogorov-smirnov': 'Kolmogorov–Smirnov',
  'chi-squared': 'χ² of homogeneity',
  fisher: 'Fisher’s exact test',
  permutation: 'Permutation test',
};

export const effectWords: Record<EffectMeasure, string> = {
  wasserstein: 'Wasserstein distance, in standard deviations,',
  'jensen-shannon': 'Jensen–Shannon distance',
  cosine: 'cosine distance of the centres',
  centres: 'move of the centre, in halves of the usual distance from it,',
};

/** A value in the unit of its column. */
export function formatColumn(value: number, unit: string | null): string {
  switch (unit) {
    case 'milliseconds':
      return formatDuration(value);
    case 'nano-dollars':
      return formatMoney(BigInt(Math.round(value)));
    case 'share':
      return formatPercent(value);
    default:
      return threeDigits(value);
  }
}

/** Tiny ones are not zero. */
export function formatP(value: number): string {
  return value < 0.0001 ? '< 0.0001' : threeDigits(value);
}

/** "20 Nov" or "20 Nov, 14:00", in the zone of the monitor. */
export function windowLabel(start: string, granularity: Granularity, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(granularity === 'hour' && { hour: '2-digit', minute: '2-digit' }),
    timeZone,
  }).format(new Date(start));
}
