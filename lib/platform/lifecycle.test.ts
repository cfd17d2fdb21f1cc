import { beforeEach, describe, expect, it, vi } from 'vitest';

async function freshLifecycle() {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for('slipway.lifecycle'));
  return import('./lifecycle.ts');
}

describe('lifecycle', () => {
  beforeEach(() => vi.stubEnv('SLIPWAY_LOG', 'silent'));

  it('runs hooks last registered first, once', async () => {
    const { onShutdown, runShutdownHooks } = await freshLifecycle();
    const order: string[] = [];
    onShutdown('database', () => void order.push('database'));
    onShutdown('log', async () => void order.push('log'));
    const takeBack = onShutdown('nothing', () => void order.push('nothing'));
    takeBack();
    expect(await runShutdownHooks(1000)).toEqual([]);
    expect(await runShutdownHooks(1000)).toEqual([]);
    expect(order).toEqual(['log', 'database']);
  });

  it('goes on after a hook that fails or hangs, and names both', async () => {
    const { onShutdown, runShutdownHooks } = await freshLifecycle();
    let reached = false;
    onShutdown('last', () => {
      reached = true;
    });
    onShutdown('hangs', () => new Promise(() => undefined));
    onShutdown('throws', () => {
      throw new Error('no');
    });
    expect(await runShutdownHooks(10)).toEqual(['throws', 'hangs']);
    expect(reached).toBe(true);
  });

  it('tells every copy of the module in the process that draining began', async () => {
    const one = await freshLifecycle();
    vi.resetModules();
    const other = await import('./lifecycle.ts');
    expect(other.isDraining()).toBe(false);
    one.beginDrain();
    expect(other.isDraining()).toBe(true);
    expect(other.drainSignal().aborted).toBe(true);
  });
});
