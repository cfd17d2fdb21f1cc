import { describe, expect, it } from 'vitest';
import { type Caller, type Permission, type Reach, systemCaller } from '../../access/index.ts';
import { keepReadings, keptMs, reachKey } from './keep-readings.ts';

function counting() {
  const state = { at: 0, reads: 0, fails: false };
  const read = keepReadings(
    async (what: string) => {
      state.reads += 1;
      if (state.fails) throw new Error('down');
      return `${what} ${state.reads}`;
    },
    (what) => what,
    () => state.at,
  );
  return { state, read };
}

describe('a reading', () => {
  it('is made once for all who ask at the same time, and again when it is old', async () => {
    const { state, read } = counting();
    expect(await Promise.all([read('a'), read('a'), read('b')])).toEqual(['a 1', 'a 1', 'b 2']);
    state.at = keptMs - 1;
    expect(await read('a')).toBe('a 1');
    state.at = keptMs;
    expect(await read('a')).toBe('a 3');
  });

  it('that failed is not kept', async () => {
    const { state, read } = counting();
    state.fails = true;
    await expect(read('a')).rejects.toThrow('down');
    state.fails = false;
    expect(await read('a')).toBe('a 2');
  });

  it('that fails for one is asked again by each who waited for it', async () => {
    const read = keepReadings(
      async (name: string) => {
        throw new Error(`${name} lacks the permission`);
      },
      () => 'same',
    );
    const told = await Promise.allSettled([read('Ada'), read('Bob')]);
    expect(told.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
      'Error: Ada lacks the permission',
      'Error: Bob lacks the permission',
    ]);
  });

  it('is forgotten when there are many, the oldest first', async () => {
    const { state, read } = counting();
    for (let index = 0; index <= 500; index++) await read(String(index));
    expect(state.reads).toBe(501);
    expect(await read('500')).toBe('500 501');
    expect(await read('0')).toBe('0 502');
  });
});

const reach = (change: Partial<Reach>): Reach => ({
  everywhere: false,
  environments: new Set(),
  endpoints: new Set(),
  models: new Set(),
  knowledge: new Set(),
  only: null,
  ...change,
});

const caller = (id: string, held: [Permission, Reach][]): Caller => ({
  kind: 'user',
  id,
  name: id,
  email: `${id}@x.example`,
  teams: [],
  access: new Map(held),
  mustChangePassword: false,
  mustEnrol: false,
  address: null,
});

describe('the key of what somebody reaches', () => {
  const both = reach({ endpoints: new Set(['a', 'b']) });

  it('is the same for two people who may do the same', () => {
    const turned = reach({ endpoints: new Set(['b', 'a']) });
    expect(reachKey(caller('ada', [['dashboards.read', both]]))).toBe(
      reachKey(caller('bob', [['dashboards.read', turned]])),
    );
  });

  it('differs with a permission, a place, a kind of place and a bound of a key', () => {
    const keys = [
      caller('ada', []),
      caller('ada', [['dashboards.read', both]]),
      caller('ada', [['inferences.read', both]]),
      caller('ada', [
        ['dashboards.read', both],
        ['inferences.read', both],
      ]),
      caller('ada', [['dashboards.read', reach({ endpoints: new Set(['a']) })]]),
      caller('ada', [['dashboards.read', reach({ models: new Set(['a', 'b']) })]]),
      caller('ada', [['dashboards.read', reach({ everywhere: true })]]),
      caller('ada', [['dashboards.read', reach({ everywhere: true, only: new Set() })]]),
      systemCaller('test'),
    ].map(reachKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
