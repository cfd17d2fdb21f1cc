import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowUnits, shadowLine, splitGeometry } from './split-geometry.ts';

test('one entity takes the whole line, straight on', () => {
  const { ribbons, trunk, height } = splitGeometry([100]);
  expect(height).toBe(rowUnits);
  expect(ribbons).toHaveLength(1);
  expect(ribbons[0]).toMatchObject({ thickness: trunk.height, endY: 50, idle: false });
  expect(ribbons[0]?.path).toBe('M18 32C59 32 59 32 100 32L100 68C59 68 59 68 18 68Z');
});

test('an entity without traffic is a line, not a shape', () => {
  const [, idle] = splitGeometry([100, 0]).ribbons;
  expect(idle).toMatchObject({ idle: true, thickness: 0, endY: 150 });
  expect(idle?.path).not.toContain('Z');
});

test('thicknesses are proportional, fill the line in, and each ribbon ends in its own row', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(weights, (parts) => {
      const sum = parts.reduce((a, b) => a + b, 0);
      const shares = parts.map((part) => (part / sum) * 100);
      const { ribbons, trunk } = splitGeometry(shares);
      expect(ribbons.reduce((total, ribbon) => total + ribbon.thickness, 0)).toBeCloseTo(trunk.height, 6);
      ribbons.forEach((ribbon, row) => {
        expect(ribbon.thickness).toBeCloseTo((trunk.height * (shares[row] ?? 0)) / 100, 6);
        expect(ribbon.endY - ribbon.thickness / 2).toBeGreaterThanOrEqual(row * rowUnits);
        expect(ribbon.endY + ribbon.thickness / 2).toBeLessThanOrEqual((row + 1) * rowUnits);
      });
    }),
  );
});

test('a shadow starts below the line in and ends below the ribbon of its row', () => {
  const { trunk } = splitGeometry([50, 50]);
  expect(shadowLine(2, 1)).toContain(`M18 ${trunk.y + trunk.height}`);
  const end = Number(shadowLine(2, 1).split(' ').at(-1));
  expect(end).toBeGreaterThan(150 + trunk.height / 2);
  expect(end).toBeLessThan(200);
});
