import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../platform/crypto.ts';
import { deriveEnv } from '../../platform/env.ts';
import { receiveBytes } from './receive-bytes.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-receive-'));
  deriveEnv({ SLIPWAY_DATA_DIR: folder });
});
afterAll(() => rm(folder, { recursive: true }));

async function* parts(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const uploads = () => readdir(path.join(folder, 'knowledge', 'kb', 'uploads'));

test('what arrives in parts is one file, with its hash', async () => {
  const file = await receiveBytes('kb', parts('one ', 'two ', 'three'), 100);
  expect(await readFile(file.path, 'utf8')).toBe('one two three');
  expect(file).toMatchObject({ byteSize: 13, contentHash: sha256Hex('one two three') });
  await rm(file.path);
});

test('more than allowed is refused, and nothing of it stays', async () => {
  await expect(receiveBytes('kb', parts('12345', '678901'), 10)).rejects.toMatchObject({ code: 'too_large' });
  expect(await uploads()).toEqual([]);
});

test('a stream that breaks leaves nothing', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* parts('something');
    throw new Error('connection lost');
  }
  await expect(receiveBytes('kb', broken(), 100)).rejects.toThrow('connection lost');
  expect(await uploads()).toEqual([]);
});
