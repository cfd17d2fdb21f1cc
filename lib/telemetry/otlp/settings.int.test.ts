import '../../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { keyCaller, userCaller } from '../../../e2e/support/callers.ts';
import { pool } from '../../platform/db.ts';
import { deriveEnv } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { beginTrace, traceIdOf, withIncomingTrace } from '../../platform/trace-context.ts';
import { otlpStatus, saveOtlp, testOtlp } from '../index.ts';
import { answered, exportForTests, system } from './test-exporting.ts';

const exporting = exportForTests();
const signal = new AbortController().signal;

describe('settings', () => {
  test('never tell the values of headers, and do not send them elsewhere', async () => {
    const headers = [{ name: 'authorization', value: 'Bearer collector-secret' }];
    await saveOtlp(system, exporting.inputOf({ headers }));
    const audit = await pool().query(
      `SELECT before, after FROM audit_event WHERE action = 'telemetry.updated'`,
    );
    const told = JSON.stringify([await otlpStatus(system), audit.rows]);
    expect(told).toContain('authorization');
    expect(told).not.toContain('collector-secret');
    await saveOtlp(system, exporting.inputOf({ sampleRatio: 0.5 }));
    expect(await testOtlp(system, signal)).toMatchObject({ ok: true, status: 200 });
    expect(exporting.collector.requests.at(-1)?.headers).toMatchObject({
      authorization: 'Bearer collector-secret',
    });
    const elsewhere = exporting.inputOf({ endpoint: 'https://evil.example.com' });
    await expect(saveOtlp(system, elsewhere)).rejects.toMatchObject({ reason: 'headers_needed' });
  });

  test.each(['Host', 'content-length', 'Content-Encoding', 'transfer-encoding'])(
    'take no header %s, which would break the request',
    (name) => {
      expect(() => exporting.inputOf({ headers: [{ name, value: 'x' }] })).toThrow(/sets this header itself/);
    },
  );

  test('are changed by those with telemetry.write, and seen by those with telemetry.read', async () => {
    for (const caller of [
      userCaller('data-scientist'),
      userCaller('security-admin'),
      keyCaller('telemetry.read'),
    ]) {
      await expect(saveOtlp(caller, exporting.inputOf())).rejects.toMatchObject({ code: 'forbidden' });
      await expect(testOtlp(caller, signal)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(otlpStatus(userCaller('stakeholder'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await otlpStatus(keyCaller('telemetry.read'))).toMatchObject({ source: 'none' });
  });

  test('of the environment go before the console’s', async () => {
    deriveEnv({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${exporting.collector.url}/base/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-token=a%20b,x-other=c',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'docks',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    try {
      await expect(saveOtlp(system, exporting.inputOf())).rejects.toMatchObject({
        reason: 'set_by_environment',
      });
      await exporting.start();
      const sampled = answered();
      const headers = new Headers({ traceparent: `00-${traceIdOf(newId())}-00f067aa0ba902b7-01` });
      sampled.trace = withIncomingTrace(headers, () => beginTrace(sampled.requestId));
      // Of those that begin here the ratio keeps none.
      await exporting.recorded(answered(), sampled);
      const roots = exporting.collector.spans.filter(({ name }) => name === 'invoke_workflow guide');
      expect(roots.map(({ traceId }) => traceId)).toEqual([sampled.trace.traceId]);
      expect(roots[0]?.resource).toMatchObject({
        'service.name': 'docks',
        'deployment.environment.name': 'staging',
      });
      const sent = exporting.collector.requests.find(({ path }) => path === '/base/v1/traces');
      expect(sent?.headers).toMatchObject({ 'x-token': 'a b', 'content-type': 'application/json' });
      expect(await otlpStatus(system)).toMatchObject({
        source: 'environment',
        headerNames: ['x-token', 'x-other'],
      });
    } finally {
      for (const name of Object.keys(process.env)) if (name.startsWith('OTEL_')) delete process.env[name];
      deriveEnv({});
    }
  });
});
