import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  beginTrace,
  outgoingTraceHeaders,
  parseTraceparent,
  rootSpan,
  sampleTraces,
  spanIdOf,
  traceIdOf,
  withIncomingTrace,
  withTrace,
} from './trace-context.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';
const requestId = '0198c0de-0000-7000-8000-00000000abcd';

afterEach(() => sampleTraces(null));

describe('traceparent', () => {
  test('is read as the standard writes it', () => {
    expect(parseTraceparent(`00-${trace}-${span}-01`, 'congo=t61rcWkgMzE,rojo=00f067')).toEqual({
      traceId: trace,
      spanId: span,
      sampled: true,
      state: 'congo=t61rcWkgMzE,rojo=00f067',
    });
    expect(parseTraceparent(`00-${trace}-${span}-02`, null)).toMatchObject({ sampled: false, state: null });
  });

  test('a later version may say more', () => {
    expect(parseTraceparent(`cc-${trace}-${span}-01-what-the-future-brings`, null)).toMatchObject({
      traceId: trace,
    });
  });

  test.each([
    '',
    '00',
    `ff-${trace}-${span}-01`,
    `00-${trace}-${span}-01-more`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-${span}-1`,
    `00-${trace}-${span}`,
    `00-${trace}-${span}-0x`,
    `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
    `cc-${trace}-${span}-01.more`,
  ])('%j is ignored', (header) => {
    expect(parseTraceparent(header, null)).toBeNull();
  });

  test('whatever comes is read or ignored, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (header, state) => {
        const read = parseTraceparent(header, state);
        expect(read === null || /^[0-9a-f]{32}$/.test(read.traceId)).toBe(true);
      }),
    );
  });
});

test.each([
  'a=1,a=2',
  'A=1',
  'a',
  '=1',
  'a=\u00e9',
  Array.from({ length: 33 }, (_, at) => `k${at}=1`).join(','),
  `a=${'x'.repeat(256)},b=${'y'.repeat(256)}`,
])('a tracestate of %j goes, its trace stays', (header) => {
  expect(parseTraceparent(`00-${trace}-${span}-01`, header)).toMatchObject({ traceId: trace, state: null });
});

describe('a request', () => {
  test('without a trace begins one with its own id', () => {
    const begun = beginTrace(requestId);
    expect(begun).toMatchObject({ traceId: traceIdOf(requestId), parent: null, sampled: false });
  });

  test('joins its caller’s, and what it calls becomes a child of the stage under way', () => {
    const headers = new Headers({ traceparent: `00-${trace}-${span}-01`, tracestate: 'congo=1' });
    withIncomingTrace(headers, () => {
      const begun = beginTrace(requestId);
      expect(begun).toMatchObject({ traceId: trace, sampled: true });
      withTrace(begun, () => {
        expect(outgoingTraceHeaders()).toEqual({
          traceparent: `00-${trace}-${spanIdOf(requestId, rootSpan)}-01`,
          tracestate: 'congo=1',
        });
        begun.stage = 'generate';
        expect(outgoingTraceHeaders().traceparent).toContain(spanIdOf(requestId, 'generate'));
      });
    });
    expect(outgoingTraceHeaders()).toEqual({});
  });

  test('keeps its trace through awaits and generators, apart from its neighbours’', async () => {
    async function* steps() {
      for (let step = 0; step < 3; step++) {
        await Promise.resolve();
        yield outgoingTraceHeaders().traceparent;
      }
    }
    const ids = Array.from({ length: 20 }, (_, at) => requestId.slice(0, -2) + String(at).padStart(2, '0'));
    await Promise.all(
      ids.map((id) =>
        withTrace(beginTrace(id), async () => {
          for await (const seen of steps()) expect(seen).toContain(traceIdOf(id));
        }),
      ),
    );
  });
});

test('a ratio samples its share, and the caller’s word goes before it', () => {
  sampleTraces(0.25);
  let sampled = 0;
  for (let at = 0; at < 4000; at++) if (beginTrace(crypto.randomUUID()).sampled) sampled++;
  expect(sampled / 4000).toBeGreaterThan(0.2);
  expect(sampled / 4000).toBeLessThan(0.3);
  const unsampled = new Headers({ traceparent: `00-${trace}-${span}-00` });
  sampleTraces(1);
  expect(withIncomingTrace(unsampled, () => beginTrace(requestId).sampled)).toBe(false);
  expect(beginTrace(requestId).sampled).toBe(true);
});
