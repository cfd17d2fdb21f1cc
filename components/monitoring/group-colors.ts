/** Which colour a group has on every chart of a page. Pure. */
import type { ColorOf } from '#components/charts/metric-lines.ts';
import { chartColor } from '#components/charts/series.ts';

/** By place in `order`; those it does not know keep a colour of their own too, by their name. */
export function colorsBy(order: readonly string[]): ColorOf {
  const places = new Map(order.map((name, index) => [name, index]));
  return (group) => chartColor(places.get(group) ?? order.length + hash(group));
}

/** Names in an order that does not depend on how much each was asked: v2 before v10. */
export function inOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
