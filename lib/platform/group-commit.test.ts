import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

class Transient extends Error {}

function deferred() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { gate, open };
}

describe('group commit', () => {
  it('shares one transaction among items that arrive while another runs', async () => {
    const { gate, open } = deferred();
    const batches: number[][] = [];
    const commit = new GroupCommit<number>({
      write: async (batch) => {
        batches.push([...batch]);
        if (batches.length === 1) await gate;
      },
      isTransient: () => false,
    });
    const first = commit.add(1);
    await expect.poll(() => batches.length).toBe(1);
    const others = [commit.add(2), commit.add(3)];
    open();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('acknowledges exactly what was written, whatever items are bad', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (good) => {
        const written = new Set<number>();
        const commit = new GroupCommit<number>({
          maxBatch: 7,
          write: async (batch) => {
            if (batch.some((index) => !good[index])) throw new Error('bad item');
            for (const index of batch) written.add(index);
          },
          isTransient: () => false,
        });
        const results = await Promise.allSettled(good.map((_, index) => commit.add(index)));
        expect(results.map((result) => result.status === 'fulfilled')).toEqual(good);
        expect([...written].sort((a, b) => a - b)).toEqual(good.flatMap((ok, index) => (ok ? [index] : [])));
      }),
    );
  });

  it('tries a batch again after a transient failure', async () => {
    let tries = 0;
    const commit = new GroupCommit<string>({
      write: async () => {
        tries += 1;
        if (tries < 3) throw new Transient();
      },
      isTransient: (error) => error instanceof Transient,
    });
    await commit.add('x');
    expect(tries).toBe(3);
  });
});
