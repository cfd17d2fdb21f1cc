import '../../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { recordInference } from '../../inference/index.ts';
import { exposeMetrics, otlpStatus, saveOtlp, testOtlp } from '../index.ts';
import { answered, exportForTests, system } from './test-exporting.ts';

const exporting = exportForTests();
const signal = new AbortController().signal;

describe('a collector in trouble', () => {
  test('is asked again when it is busy', async () => {
    await exporting.begin();
    exporting.collector.faults.push(503, { retryAfter: 0 });
    await exporting.recorded(answered());
    expect(exporting.collector.spans.length).toBeGreaterThan(0);
    expect((await otlpStatus(system)).processes[0]).toMatchObject({ sent: 6, dropped: 0 });
  });

  test.each([
    ['refuses', 401, /status 401/],
    ['redirects', { redirect: 'http://169.254.169.254/' }, /redirects/],
  ] as const)(
    'that %s loses spans, is counted, and its words are not repeated',
    async (_what, fault, message) => {
      await exporting.begin();
      // Traces and metrics go at the same time, in either order.
      exporting.collector.faults.push(fault, fault);
      await exporting.recorded(answered());
      const [state] = (await otlpStatus(system)).processes;
      expect(state).toMatchObject({ sent: 0, dropped: 6 });
      expect(state?.lastError).toMatch(message);
      expect(state?.lastError).not.toContain('secret words');
    },
  );

  test('that reads no gzip is asked without', async () => {
    await exporting.begin();
    exporting.collector.readsGzip = false;
    await exporting.recorded(answered());
    expect(exporting.collector.spans).toHaveLength(6);
    const encodings = exporting.collector.requests
      .filter(({ path }) => path === '/v1/traces')
      .map(({ headers }) => headers['content-encoding']);
    expect(encodings).toEqual(['gzip', undefined]);
  });

  test('that takes a part of it is believed, of spans and of points', async () => {
    await exporting.begin({ protocol: 'http/json' });
    exporting.collector.partialSuccess = { rejectedSpans: '2', rejectedDataPoints: '3' };
    await exporting.recorded(answered());
    const [state] = (await otlpStatus(system)).processes;
    expect(state).toMatchObject({ sent: 4, rejected: 2, dropped: 0 });
    expect(state?.lastError).toMatch(/rejected (2 of 6 spans|3 data points)/);
    const { body } = await exposeMetrics(system, { scope: 'self', accept: null });
    expect(body).toMatch(/slipway_otlp_items_total\{[^}]*signal="metrics",result="rejected"\} 3/);
  });

  test('that hangs delays no answer', async () => {
    await exporting.begin();
    exporting.collector.faults.push(...Array.from({ length: 50 }, () => 'hang' as const));
    const began = performance.now();
    for (let batch = 0; batch < 20; batch++) {
      await Promise.all(Array.from({ length: 20 }, () => recordInference(answered())));
    }
    expect(performance.now() - began).toBeLessThan(5000);
    await exporting.collector.stop();
    await exporting.openCollector();
  });

  test('at a private address is not called unless that was allowed', async () => {
    const closed = exporting.inputOf({ allowPrivateNetwork: false });
    await expect(saveOtlp(system, closed)).rejects.toMatchObject({ reason: 'egress_refused' });
    const metadata = exporting.inputOf({ endpoint: 'http://169.254.169.254' });
    await expect(saveOtlp(system, metadata)).rejects.toMatchObject({ reason: 'egress_refused' });
    // A name that leads there is found out when it is called.
    await saveOtlp(
      system,
      exporting.inputOf({
        endpoint: `http://localhost:${new URL(exporting.collector.url).port}`,
        allowPrivateNetwork: false,
      }),
    );
    const result = await testOtlp(system, signal);
    expect(result).toMatchObject({ ok: false });
    expect(result.message).toMatch(/private network/);
    expect(exporting.collector.requests).toEqual([]);
  });
});
