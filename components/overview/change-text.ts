import { formatPercent, threeDigits } from '#components/ui/format.ts';

type Better = 'up' | 'down' | 'neither';

/** Against the period before, in words: which way is better is said, never told by a colour. */
export function changeText(now: number | null, before: number | null, better: Better): string {
  if (now === null) return 'nothing measured';
  if (before === null || before === 0) return 'nothing earlier';
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return 'as in the period before';
  const amount = `${change > 0 ? '+' : '−'}${formatPercent(Math.abs(change))}`;
  if (better === 'neither') return `${amount} against the period before`;
  return `${amount}, ${(change > 0) === (better === 'up') ? 'better' : 'worse'} than before`;
}

/** `changeText` of shares: in percentage points, because 2 % of errors after 1 % are not "100 % worse" to anybody. */
export function pointsText(now: number | null, before: number | null, better: 'up' | 'down'): string {
  if (now === null) return 'nothing measured';
  if (before === null) return 'nothing earlier';
  const points = (now - before) * 100;
  if (Math.abs(points) < 0.05) return 'as in the period before';
  const amount = threeDigits(Number(Math.abs(points).toFixed(1)));
  const verdict = points > 0 === (better === 'up') ? 'better' : 'worse';
  return `${amount} ${amount === '1' ? 'point' : 'points'} ${verdict} than before`;
}
