import { expect, test } from 'vitest';
import { otlpInputSchema } from '#lib/telemetry/schemas.ts';
import { headersOf, otlpFieldAt, otlpFormOf, otlpInputOf } from './otlp-form.ts';

const status = {
  source: 'console' as const,
  enabled: true,
  endpoint: 'https://otel.example.com',
  protocol: 'http/json' as const,
  headerNames: ['x-token'],
  sampleRatio: 0.07,
  includeContent: false,
  allowPrivateNetwork: true,
  traceUrl: 'https://jaeger.example.com/trace/{traceId}',
  serviceName: 'slipway',
  semconvVersion: '1.41.0',
  processes: [],
};

test('what was not touched stays, headers that were not entered above all', () => {
  const input = otlpInputOf(otlpFormOf(status));
  expect(otlpInputSchema.parse(input)).toEqual(input);
  expect(input).toMatchObject({ sampleRatio: 0.07, endpoint: status.endpoint, traceUrl: status.traceUrl });
  expect('headers' in input).toBe(false);
});

test('headers are read line by line, and can be removed', () => {
  expect(headersOf('authorization: Bearer a:b\n\nx-token=c=d\n')).toEqual([
    { name: 'authorization', value: 'Bearer a:b' },
    { name: 'x-token', value: 'c=d' },
  ]);
  expect(otlpInputOf({ ...otlpFormOf(status), removeHeaders: true }).headers).toEqual([]);
});

test('problems stand at their field', () => {
  expect(otlpFieldAt('headers.0.name')).toBe('headers');
  expect(otlpFieldAt('sampleRatio')).toBe('sample');
  expect(otlpFieldAt('')).toBeUndefined();
});
