import '../../e2e/support/test-database.ts';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKnowledge, runWorker, until, upload } from '../../e2e/support/knowledge.ts';
import { forgetRegistered, makeEndpoint, makeModel, makeVersion } from '../../e2e/support/registry-rows.ts';
import { systemCaller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { exists, indexFolder, indexTable } from './files.ts';
import {
  latestSnapshot,
  listSnapshots,
  retrieve,
  snapshotAt,
  snapshotExists,
  updateKnowledge,
} from './index.ts';
import { purgeSnapshots } from './ingest/purge-snapshots.ts';

const { signal } = new AbortController();
const day = 86_400_000;
let id: string;
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  stopWorker = await runWorker();
  id = await makeKnowledge('manuals');
  for (const [index, word] of ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'].entries()) {
    await upload('manuals', { 'pump.md': `# Pump\n\nThe pump is called ${word} in this edition.` });
    await until(`snapshot ${index + 1}`, async () =>
      (await latestSnapshot('manuals')) === index + 1 ? true : null,
    );
    // Made 100, 80, 60, 40 and 20 days ago.
    const createdAt = new Date(Date.now() - (100 - 20 * index) * day);
    await prisma().snapshot.updateMany({
      where: { knowledgeBaseId: id, number: index + 1 },
      data: { createdAt },
    });
  }
});
afterAll(() => stopWorker());

async function seenIn(snapshot: number | 'latest'): Promise<string> {
  const request = {
    knowledge: 'manuals',
    query: 'pump called edition',
    k: 5,
    snapshot,
    reader: null,
    signal,
  };
  return (await retrieve(request)).hits.map(({ text }) => /called (\w+)/.exec(text)?.[1]).join();
}

const missing = { code: 'unavailable', reason: 'snapshot_missing' };

test('a pinned snapshot shows what it held; one that never was is told as missing', async () => {
  expect(await seenIn(2)).toBe('Bravo');
  expect(await seenIn('latest')).toBe('Echo');
  await expect(seenIn(77)).rejects.toMatchObject(missing);
  expect(await snapshotExists('manuals', 2)).toBe(true);
  expect(await snapshotExists('manuals', 77)).toBe(false);
  expect(await snapshotExists('nowhere', 1)).toBe(false);
});

test('the snapshot of a moment is the one that was the latest then', async () => {
  const daysAgo = (days: number) => snapshotAt('manuals', new Date(Date.now() - days * day));
  expect(await Promise.all([daysAgo(101), daysAgo(99), daysAgo(61), daysAgo(59), daysAgo(0)])).toEqual([
    null,
    1,
    2,
    3,
    5,
  ]);
  expect(await snapshotAt('nowhere', new Date())).toBeNull();
});

test('purging keeps what a version or an endpoint pins and what the last 30 days served, and nothing else', async () => {
  const modelId = await makeModel('assistant');
  const document = (snapshot: number | 'latest') => ({
    kind: 'chain',
    retrieval: { knowledge: 'manuals', snapshot },
  });
  await makeVersion(modelId, 1, document(1));
  await makeVersion(modelId, 2, document(3), { deleted: true });
  await makeVersion(modelId, 3, document('latest'));
  const target = { by: 'version', model: 'assistant', version: 3 };
  await makeEndpoint('support', [{ name: 'now', target, knowledgeSnapshot: 2 }]);
  await purgeSnapshots({ signal });
  expect(await Promise.all([1, 2, 3, 4, 5].map((number) => snapshotExists('manuals', number)))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
  expect(await Promise.all([seenIn(1), seenIn(2), seenIn(4), seenIn(5)])).toEqual([
    'Alpha',
    'Bravo',
    'Delta',
    'Echo',
  ]);
  await expect(seenIn(3)).rejects.toMatchObject(missing);
  // What was served then stays known, although it cannot be served again.
  expect(await snapshotAt('manuals', new Date(Date.now() - 59 * day))).toBe(3);
  const listed = await listSnapshots(systemCaller('test'), 'manuals');
  expect(listed.map(({ number }) => number)).toEqual([5, 4, 2, 1]);
  await forgetRegistered();
  await purgeSnapshots({ signal });
  await expect(seenIn(1)).rejects.toMatchObject(missing);
  expect([await seenIn(4), await seenIn(5)]).toEqual(['Delta', 'Echo']);
});

test('the table of an index that no kept snapshot reads goes from disk', async () => {
  const tableOf = (generation: number) =>
    exists(path.join(indexFolder(id), `${indexTable(generation)}.lance`));
  await updateKnowledge(systemCaller('test'), 'manuals', {
    chunking: { strategy: 'structure', maxChars: 500, overlapChars: 0 },
  });
  await until('the new index', async () => ((await latestSnapshot('manuals')) === 6 ? true : null));
  await purgeSnapshots({ signal });
  expect([await tableOf(1), await tableOf(2)]).toEqual([true, true]);
  const longAgo = new Date(Date.now() - 31 * day);
  await prisma().snapshot.updateMany({ where: { knowledgeBaseId: id }, data: { createdAt: longAgo } });
  await purgeSnapshots({ signal });
  expect([await tableOf(1), await tableOf(2)]).toEqual([false, true]);
  await expect(seenIn(5)).rejects.toMatchObject(missing);
  expect(await seenIn('latest')).toBe('Echo');
});
