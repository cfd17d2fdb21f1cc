import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { craneManual, makeManualPdf } from '../../../e2e/fixtures/make-files.ts';
import { ParsePool } from './pool.ts';

let folder = '';
const pool = new ParsePool({ size: 2, heapMb: 128 });
const file = async (name: string, content: Uint8Array | string) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return { path, name };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-parse-'));
});

afterAll(async () => {
  pool.close();
  await rm(folder, { recursive: true });
});

describe('the parse pool', () => {
  it('hands back the document and its progress', { timeout: 60_000 }, async () => {
    const seen: { done: number; total: number }[] = [];
    const manual = await file('manual.pdf', await makeManualPdf());
    const document = await pool.parse({ ...manual, onProgress: (progress) => seen.push(progress) });
    expect(document).toMatchObject({ title: craneManual.title, language: 'en' });
    expect(seen.at(-1)).toEqual({ done: 6, total: 6 });
  });

  it('keeps the code and message of a failure', { timeout: 60_000 }, async () => {
    await expect(pool.parse(await file('empty.pdf', ''))).rejects.toMatchObject({
      name: 'ParseError',
      code: 'empty',
      message: expect.stringContaining('0 bytes'),
    });
  });

  it('ends a process that takes too long or is no longer wanted, and goes on', {
    timeout: 60_000,
  }, async () => {
    const slow = await file('slow.html', `<html>${'<div>'.repeat(1900)}${'<div></div>'.repeat(1_000_000)}x`);
    await expect(pool.parse({ ...slow, timeoutMs: 1000 })).rejects.toMatchObject({ code: 'timeout' });
    const controller = new AbortController();
    const cancelled = pool.parse({ ...slow, signal: controller.signal });
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect((await pool.parse(await file('a.txt', 'Still alive and reading.'))).blocks).toHaveLength(1);
  });

  it('ends a process that eats memory, and goes on', { timeout: 60_000 }, async () => {
    const hungry = await file('hungry.json', `[${'[],'.repeat(8_000_000)}0]`);
    await expect(pool.parse(hungry)).rejects.toMatchObject({ code: 'out_of_memory' });
    expect((await pool.parse(await file('b.txt', 'Still alive and reading.'))).blocks).toHaveLength(1);
  });

  it('lets files wait for a free process, and forgets those cancelled while waiting', async () => {
    const files = await Promise.all(
      [1, 2, 3, 4, 5].map((at) => file(`${at}.txt`, `This is the file number ${at}.`)),
    );
    const controller = new AbortController();
    const parsed = files.map((one, at) => pool.parse(at === 4 ? { ...one, signal: controller.signal } : one));
    controller.abort();
    await expect(parsed[4]).rejects.toMatchObject({ code: 'cancelled' });
    const texts = (await Promise.all(parsed.slice(0, 4))).map((document) => document.blocks[0]?.text);
    expect(texts).toEqual([1, 2, 3, 4].map((at) => `This is the file number ${at}.`));
  });

  it('refuses work once it is closed', async () => {
    const closed = new ParsePool({ size: 1, heapMb: 128 });
    closed.close();
    await expect(closed.parse(await file('c.txt', 'too late'))).rejects.toMatchObject({ code: 'cancelled' });
  });
});
