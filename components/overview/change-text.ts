import { formatPercent } from '#components/ui/format.ts';

/** Against the period before, in words: which way is better is said, never told by a colour. */
export function changeText(
  now: number | null,
  before: number | null,
  better: 'up' | 'down' | 'neither',
): string {
  if (now === null || before === null || before === 0) return 'nothing earlier';
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return 'as in the period before';
  const amount = `${change > 0 ? '+' : '−'}${formatPercent(Math.abs(change))}`;
  if (better === 'neither') return `${amount} against the period before`;
  return `${amount}, ${(change > 0) === (better === 'up') ? 'better' : 'worse'} than before`;
}
