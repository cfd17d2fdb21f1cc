/** A full disk, on a small file system of its own: needs root on Linux to mount one, and is skipped elsewhere. */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  documentsOf,
  makeKnowledge,
  runWorker,
  settled,
  tester,
  until,
  upload,
} from '../../e2e/support/knowledge.ts';
import { dataFolder } from '../../e2e/support/test-database.ts';
import { getKnowledge } from './index.ts';
import { openIndex } from './open-indexes.ts';

const mounted: string[] = [];
const megabyte = 1024 * 1024;

function mount(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).status === 0;
  if (done) mounted.push(folder);
  return done;
}

const canMount =
  process.platform === 'linux' && process.getuid?.() === 0 && mount(path.join(dataFolder, 'probe'));

afterAll(() => {
  for (const folder of mounted) spawnSync('umount', ['-l', folder]);
});

/** Words that do not compress to nothing. */
function words(bytes: number): string {
  const hex = randomBytes(bytes / 2).toString('hex');
  return (hex.match(/.{1,8}/g) ?? []).map((word, at) => (at % 40 === 39 ? `${word}.\n\n` : word)).join(' ');
}

async function leaveFree(folder: string, bytes: number): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const filler = path.join(folder, 'filler');
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  return filler;
}

async function makeOnSmallDisk(name: string): Promise<{ id: string; folder: string }> {
  const id = await makeKnowledge(name);
  const folder = path.join(dataFolder, 'knowledge', id);
  expect(mount(folder)).toBe(true);
  return { id, folder };
}

describe.skipIf(!canMount)('when the disk is full', () => {
  test('an upload is refused with the reason and leaves nothing behind', async () => {
    const { folder } = await makeOnSmallDisk('full-upload');
    const outcomes = await upload('full-upload', { 'small.txt': 'Fits.', 'large.txt': words(12 * megabyte) });
    expect(outcomes).toMatchObject([
      { outcome: 'created' },
      { outcome: 'rejected', error: expect.stringContaining('disk is full') },
    ]);
    const { bavail, blocks } = await statfs(folder);
    expect(bavail / blocks).toBeGreaterThan(0.9);
    expect(await documentsOf('full-upload')).toHaveLength(1);
  });

  test.each([
    ['parsing', 0],
    ['indexing', 1.1 * megabyte],
  ])('%s waits, says so, and goes on by itself', async (stage, free) => {
    const name = `full-${stage}`;
    const { id, folder } = await makeOnSmallDisk(name);
    await upload(name, { 'a.txt': words(megabyte) });
    const filler = await leaveFree(folder, free);
    const stopWorker = await runWorker();
    try {
      await until('the reason to show', async () => {
        const [document] = await documentsOf(name);
        return document?.error?.includes('disk is full') === true ? document : null;
      });
      await rm(filler);
      const documents = await settled(name, 60_000);
      expect(documents).toMatchObject([{ state: 'ready', error: null }]);
      const index = await openIndex(id, 1, null);
      expect(await index.count(1)).toBe(documents[0]?.chunkCount);
      index.close();
      expect(await getKnowledge(tester, name)).toMatchObject({
        snapshot: 1,
        chunkCount: documents[0]?.chunkCount,
      });
    } finally {
      await stopWorker();
    }
  });
});
