import { expect, test } from 'vitest';
import { logExportInputSchema } from '#lib/log-export/schemas.ts';
import { exportFieldAt, exportFormOf, exportInputOf } from './export-form.ts';

const bucket = {
  id: '1',
  name: 'lake',
  target: {
    kind: 's3' as const,
    url: 'https://s3.example.com',
    region: 'eu-central-1',
    bucket: 'lake',
    prefix: 'slipway',
    accessKeyId: 'AKID',
    allowPrivateNetwork: false,
  },
  endpoints: ['guide'],
  includeText: false,
  enabled: true,
  files: 0,
  staleFiles: 0,
  rows: 0,
  bytes: 0,
  lastRun: null,
  updatedAt: '2026-11-21T10:00:00.000Z',
};

test('what was not touched stays, the secret above all', () => {
  const input = exportInputOf(exportFormOf(bucket));
  expect(logExportInputSchema.parse(input)).toEqual(input);
  expect(input).toEqual({
    name: 'lake',
    target: bucket.target,
    endpoints: ['guide'],
    includeText: false,
    enabled: true,
  });
});

test('a new one is of all endpoints, in a folder', () => {
  const input = exportInputOf({ ...exportFormOf(null), name: ' lake ' });
  expect(logExportInputSchema.parse(input)).toMatchObject({
    name: 'lake',
    target: { kind: 'folder', folder: 'inference-log' },
    endpoints: [],
    includeText: true,
  });
});

test('problems stand at their field', () => {
  expect(exportFieldAt('target.bucket')).toBe('bucket');
  expect(exportFieldAt('secretAccessKey')).toBe('secretAccessKey');
  expect(exportFieldAt('endpoints.0')).toBe('endpoints');
  expect(exportFieldAt('')).toBeUndefined();
});
