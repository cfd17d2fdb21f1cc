import { expect, it } from 'vitest';
import { colorsBy, inOrder } from './group-colors.ts';

it('keeps the colour of an entity, wherever it stands in an answer', () => {
  const colorOf = colorsBy(['main', 'next']);
  expect([colorOf('next', 0), colorOf('main', 7)]).toEqual(['var(--chart-2)', 'var(--chart-1)']);
  expect(colorOf('gone', 0)).toBe(colorOf('gone', 3));
});

it('orders versions as people count', () => {
  expect(inOrder(['guide v10', 'guide v2', 'guide v10'])).toEqual(['guide v2', 'guide v10']);
});
