import type { SplitPreview } from '#lib/serving/schemas.ts';
import { percentText } from './entity-words.ts';

/** "15 % of people move from main to next; everybody else stays." */
export function previewWords({ moves }: SplitPreview): string {
  if (moves.length === 0) return 'Nobody moves: everybody keeps who answers them.';
  const parts = moves.map(
    ({ from, to, share }, i) =>
      `${shareWords(share)}${i === 0 ? ' of people move' : ''} from ${from} to ${to}`,
  );
  const sentence = `${new Intl.ListFormat('en-GB').format(parts)}; everybody else stays.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What the shares were counted on. */
export function previewBasis({ unitsSeen }: SplitPreview): string {
  if (unitsSeen === 0)
    return 'Computed from the shares: too few people were seen in the last 7 days to count them.';
  const units =
    unitsSeen === 1
      ? 'one person or conversation'
      : `${unitsSeen.toLocaleString('en')} people and conversations`;
  return `Counted on ${units} of the last 7 days.`;
}

function shareWords(share: number): string {
  if (share > 0 && share < 0.0005) return 'less than 0.1 %';
  return percentText(Math.round(share * 1000) / 10);
}
