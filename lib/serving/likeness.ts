import { analyse, detectLanguage } from '../text/index.ts';

const marker = /\[\d+\]/g;

/**
 * How alike two answers are, 0–1: the Dice coefficient (Dice 1945) of their stemmed words, each counted as often as it is
 * said, without citation markers. Order does not count; two empty answers are alike.
 */
export function likeness(one: string, other: string): number {
  const language = detectLanguage(one);
  const left = countsOf(one, language);
  const right = countsOf(other, language);
  const total = sumOf(left) + sumOf(right);
  if (total === 0) return one.trim() === other.trim() ? 1 : 0;
  let shared = 0;
  for (const [token, count] of left) shared += Math.min(count, right.get(token) ?? 0);
  return (2 * shared) / total;
}

function countsOf(text: string, language: string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of analyse(text.replace(marker, ' '), language)) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}

function sumOf(counts: Map<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
