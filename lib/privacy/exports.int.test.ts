import '../../e2e/support/test-database.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { startFakeS3 } from '../../e2e/support/fake-s3.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { addLoggedEndpoint, exportUpToNow } from '../../e2e/support/log-days.ts';
import { parquetRows } from '../../e2e/support/parquet-rows.ts';
import { systemCaller } from '../access/index.ts';
import { recordInference } from '../inference/index.ts';
import { createLogExport, listExportFiles, rewriteStaleExports } from '../log-export/index.ts';
import { logExportInputSchema } from '../log-export/schemas.ts';
import { dataDir } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { runErasure } from './erasure/run-erasure.ts';
import { erasePerson, getErasure } from './index.ts';

const system = systemCaller('test');
const signal = new AbortController().signal;
const run = { id: 'test', lastTry: false, signal };
const needle = 'Quixotlplume';

/** An account that asked something today, which is exported to a folder and a bucket. */
async function exported() {
  await addAccount('owner');
  const person = await addAccount('data-scientist');
  const endpoint = await addLoggedEndpoint();
  const at = { endpoint: { id: null, name: endpoint, config: 1 } };
  const requester = { kind: 'user', userId: person.id, name: needle, apiKeyId: null };
  await recordInference(record({ ...at, requester, output: needle }));
  await recordInference(record({ ...at, output: 'Of somebody else.' }));
  const s3 = await startFakeS3();
  const { url, region, bucket, accessKeyId, secretAccessKey } = s3;
  const bucketTarget = { kind: 's3', url, region, bucket, accessKeyId, allowPrivateNetwork: true };
  const targets = [{ kind: 'folder', folder: endpoint }, bucketTarget];
  const ids: string[] = [];
  for (const target of targets) {
    const secret = target === bucketTarget ? { secretAccessKey } : {};
    const input = {
      name: `${endpoint} ${target.kind}`,
      target,
      endpoints: [endpoint],
      enabled: false,
      ...secret,
    };
    const { id } = await createLogExport(system, logExportInputSchema.parse(input));
    await exportUpToNow(id);
    ids.push(id);
  }
  return { person, endpoint, s3, ids };
}

function asText(bytes: Uint8Array): Promise<string> {
  const file = new Uint8Array(bytes).buffer;
  const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  return parquetRows(file).then((rows) => JSON.stringify(rows, plain));
}

test('erasing a person reaches files in folders and buckets, and waits for them', async () => {
  const { person, endpoint, s3, ids } = await exported();
  const { items } = await listExportFiles(system, ids[0] ?? '', { page: 1, pageSize: 10 });
  const inFolder = () => readFileSync(path.join(dataDir('exports'), endpoint, items[0]?.path ?? ''));
  const inBucket = () => s3.objects.get(items[0]?.path ?? '') ?? Buffer.alloc(0);
  for (const read of [inFolder, inBucket]) expect(await asText(read())).toContain(needle);
  const subject = { kind: 'user', id: person.id } as const;
  const { id: erasureId } = await erasePerson(system, { subject, documents: 'keep', confirm: person.email });
  // The bucket refuses at first: an erasure that left something does not say that it is done.
  s3.faults.push(400);
  await expect(runErasure({ erasureId }, run)).rejects.toThrow(/status 400/);
  expect(await getErasure(system, erasureId)).toMatchObject({ state: 'failed' });
  await runErasure({ erasureId }, run);
  const erasure = await getErasure(system, erasureId);
  expect(erasure.state).toBe('done');
  expect(erasure.steps.map(({ place }) => place)).toContain('exports');
  for (const read of [inFolder, inBucket]) {
    const text = await asText(read());
    expect(text).not.toContain(needle);
    expect(text).toContain('Of somebody else.');
  }
  expect(await rewriteStaleExports(signal)).toBe(0);
  await s3.stop();
  await closeEvents();
});
