import { expect, test } from 'vitest';
import { fallbackArrows } from './fallback-geometry.ts';

test('an arrow leaves one card and arrives at the other', () => {
  const [arrow] = fallbackArrows([
    { name: 'main', fallbacks: ['spare', 'gone'] },
    { name: 'spare', fallbacks: [] },
  ]);
  expect(arrow).toMatchObject({ from: 'main', to: 'spare', fromRow: 0, path: 'M0 70H50V130H0' });
  expect(arrow?.headAt).toBe(0.65);
});

test('arrows stay in their rows and never share a lane', () => {
  const names = ['a', 'b', 'c', 'd'];
  const entities = names.map((name, i) => ({ name, fallbacks: names.slice(i + 1) }));
  const arrows = fallbackArrows(entities);
  const lanes = arrows.map(({ path }) => /H(\d+)V/.exec(path)?.[1]);
  expect(new Set(lanes).size).toBe(arrows.length);
  for (const { path, fromRow } of arrows) {
    const startY = Number(/^M0 (\d+)/.exec(path)?.[1]);
    expect(Math.floor(startY / 100)).toBe(fromRow);
  }
});
