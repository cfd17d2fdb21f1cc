import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentBytes, takeBatch } from './upload-batches.ts';

const file = (size: number, alone = false) => ({ size, alone });

describe('batches', () => {
  it('take all files in order, each once, within the limits', () => {
    const files = fc.array(fc.record({ size: fc.nat(50), alone: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(
        files,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 80 }),
        (all, maxFiles, maxBytes) => {
          let waiting = all;
          const sent: typeof all = [];
          while (waiting.length > 0) {
            const batch = takeBatch(waiting, { maxFiles, maxBytes });
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(maxFiles);
            if (batch.length > 1) {
              expect(batch.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(maxBytes);
              expect(batch.some(({ alone }) => alone)).toBe(false);
            }
            sent.push(...batch);
            waiting = waiting.slice(batch.length);
          }
          expect(sent).toEqual(all);
        },
      ),
    );
  });

  it('sends a file above the limit alone', () => {
    expect(takeBatch([file(900), file(1)], { maxFiles: 5, maxBytes: 100 })).toHaveLength(1);
  });
});

describe('progress of a request', () => {
  it('fills the files one after another', () => {
    expect(sentBytes([100, 100, 200], 200, 400)).toEqual([100, 100, 0]);
    expect(sentBytes([100, 100, 200], 400, 400)).toEqual([100, 100, 200]);
  });

  it('does not count the form around the files as theirs', () => {
    expect(sentBytes([100, 100], 150, 300)).toEqual([100, 0]);
    expect(sentBytes([0, 10], 5, 10)).toEqual([0, 5]);
    expect(sentBytes([10], 0, 0)).toEqual([0]);
  });
});
