import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkIdOf } from './chunk-id.ts';
import type { NewChunk } from './chunk-row.ts';
import { type ChunkIndex, openChunkIndex } from './open-chunk-index.ts';

let folder: string;
let index: ChunkIndex;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunk-index-'));
  index = await openChunkIndex({ folder, table: 'g1', dimensions: null });
});

afterEach(async () => {
  index.close();
  await rm(folder, { recursive: true, force: true });
});

function chunk(text: string, given: Partial<NewChunk> = {}): NewChunk {
  const revisionId = given.revisionId ?? uuid();
  const ordinal = given.ordinal ?? 0;
  return {
    chunkId: chunkIdOf(revisionId, 1, ordinal),
    documentId: uuid(),
    revisionId,
    documentName: 'manual.pdf',
    documentTitle: null,
    mediaType: 'application/pdf',
    language: 'en',
    ordinal,
    text,
    headingPath: [],
    blockStart: ordinal,
    blockEnd: ordinal,
    page: 1,
    boxes: [],
    ...given,
  };
}

const search = async (query: string, snapshot: number, more: object = {}) =>
  (await index.search({ query, mode: 'keyword', k: 10, snapshot, ...more })).hits;

describe('writing and reading', () => {
  it('gives back a chunk as it was added', async () => {
    const added = chunk('Turn the valve slowly.', {
      headingPath: ['Operation', 'Valves'],
      boxes: [{ page: 3, x: 1, y: 2.5, width: 100, height: 12 }],
      page: 3,
      documentTitle: null,
      language: null,
    });
    await index.addChunks([added], 1);
    expect(await index.getChunks([uuid(), added.chunkId])).toEqual([
      { ...added, appearsIn: 1, leavesIn: null },
    ]);
    const [hit] = await search('valves', 1);
    expect(hit).toMatchObject({ chunkId: added.chunkId, headingPath: ['Operation', 'Valves'], page: 3 });
    expect(hit?.scores.keywordRank).toBe(1);
  });

  it('lists the chunks of a revision by ordinal', async () => {
    const revisionId = uuid();
    const both = [1, 0].map((ordinal) => chunk(`part ${ordinal}`, { revisionId, ordinal }));
    await index.addChunks([...both, chunk('another')], 1);
    expect((await index.chunksOfRevision(revisionId)).map(({ text }) => text)).toEqual(['part 0', 'part 1']);
  });

  it('finds nothing in an empty table, and by a query without words', async () => {
    expect(await search('valve', 1)).toEqual([]);
    await index.addChunks([chunk('valve')], 1);
    expect(await search('?!', 1)).toEqual([]);
  });

  it('may be created by several processes at once', async () => {
    const options = { folder, table: 'raced', dimensions: null };
    const all = await Promise.all(Array.from({ length: 4 }, () => openChunkIndex(options)));
    await all[0]?.addChunks([chunk('valve')], 1);
    for (const each of all) {
      expect(await each.count(1)).toBe(1);
      each.close();
    }
  });

  it('lets another reader see what was written', async () => {
    const reader = await openChunkIndex({ folder, table: 'g1', dimensions: null });
    await index.addChunks([chunk('valve')], 1);
    expect(await reader.count(1)).toBe(1);
    await index.addChunks([chunk('valve')], 2);
    await index.optimize();
    expect((await reader.search({ query: 'valve', mode: 'keyword', k: 10, snapshot: 2 })).hits).toHaveLength(
      2,
    );
    reader.close();
  });
});

describe('snapshots', () => {
  it('keeps an old snapshot as it was when a document is replaced', async () => {
    const old = chunk('The pump runs at 50 bar.');
    await index.addChunks([old], 1);
    const changed = chunk('The pump runs at 60 bar.', { documentId: old.documentId });
    await index.addChunks([changed], 2);
    await index.retireRevisions([old.revisionId], 2);
    expect((await search('pump', 1)).map(({ text }) => text)).toEqual(['The pump runs at 50 bar.']);
    expect((await search('pump', 2)).map(({ text }) => text)).toEqual(['The pump runs at 60 bar.']);
  });

  it('takes back a publish that crashed, so that it can be repeated', async () => {
    const old = chunk('old');
    await index.addChunks([old], 1);
    await index.addChunks([chunk('new')], 2);
    await index.retireRevisions([old.revisionId], 2);
    await index.discardAfter(1);
    expect(await index.count(2)).toBe(1);
    expect((await index.getChunks([old.chunkId]))[0]?.leavesIn).toBeNull();
  });

  it('refuses a number that is no snapshot', async () => {
    await expect(index.count(1.5)).rejects.toThrow('A snapshot is a whole number');
    await expect(index.addChunks([chunk('a')], -1)).rejects.toThrow('A snapshot is a whole number');
  });
});

describe('removing', () => {
  it('purges what no snapshot needs and keeps the rest', async () => {
    const [old, stays] = [chunk('obsolete paragraph'), chunk('current paragraph')];
    await index.addChunks([old, stays], 1);
    await index.retireRevisions([old.revisionId], 3);
    await index.purge([2]);
    expect(await index.count(2)).toBe(2);
    await index.purge([3]);
    expect(await index.getChunks([old.chunkId])).toEqual([]);
    expect((await search('paragraph', 3)).map(({ text }) => text)).toEqual(['current paragraph']);
  });

  it('leaves no byte of an erased revision on disk', async () => {
    const secret = chunk('Her name is Xanthippe Quillfeather.');
    const others = Array.from({ length: 200 }, (_, ordinal) => chunk(`Ordinary sentence ${ordinal}.`));
    await index.addChunks([...others, secret], 1);
    await index.optimize();
    expect(await filesWith('quillfeath')).not.toEqual([]);
    await index.eraseRevisions([secret.revisionId]);
    expect(await filesWith('quillfeath')).toEqual([]);
    expect(await filesWith(secret.revisionId)).toEqual([]);
    expect(await index.count(1)).toBe(200);
    expect(await search('ordinary sentence', 1)).toHaveLength(10);
  });
});

async function filesWith(word: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    if (bytes.toString('latin1').toLowerCase().includes(word)) found.push(file.name);
  }
  return found;
}

describe('filters', () => {
  it('applies every filter before ranking', async () => {
    const wanted = chunk('valve', {
      documentName: "O'Brien's.md",
      mediaType: 'text/markdown',
      language: 'es',
    });
    await index.addChunks([chunk('valve valve'), wanted], 1);
    for (const filters of [
      { documentIds: [wanted.documentId] },
      { documentName: "O'Brien's.md" },
      { mediaType: 'text/markdown' },
      { language: 'es' },
    ]) {
      const hits = await search('valve', 1, { filters });
      expect(hits.map(({ chunkId }) => chunkId)).toEqual([wanted.chunkId]);
    }
    expect(await search('valve', 1, { filters: { documentIds: [] } })).toEqual([]);
  });

  it.each([
    "x' OR '1'='1",
    "x'; DROP TABLE g1; --",
    "x') OR (1=1",
    "\\' OR true --",
    "'' OR appears_in > 0 OR ''='",
    'x" OR "1"="1',
    "x\u0000' OR true --",
  ])('takes %j as a value, never as SQL', async (value) => {
    await index.addChunks([chunk('valve')], 1);
    expect(await search('valve', 1, { filters: { documentName: value } })).toEqual([]);
    await index.eraseRevisions([value]);
    await index.retireRevisions([value], 1);
    expect(await index.count(1)).toBe(1);
  });
});

describe('vectors', () => {
  it('finds the same neighbours through the vector index of a large table', async () => {
    const vectors = await openChunkIndex({ folder, table: 'large', dimensions: 2 });
    const at = (degrees: number) => [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ];
    const revisionId = uuid();
    const rows = Array.from({ length: 10_000 }, (_, ordinal) =>
      chunk(`row ${ordinal}`, { revisionId, ordinal, vector: at(ordinal * 0.018) }),
    );
    await vectors.addChunks(rows, 1);
    await vectors.optimize();
    await vectors.addChunks([chunk('late', { vector: at(90.004) })], 2);
    const find = async (snapshot: number) =>
      (await vectors.search({ query: '', vector: at(90), mode: 'vector', k: 1, snapshot })).hits[0]?.text;
    expect(await find(1)).toBe('row 5000');
    expect(await find(2)).toBe('row 5000');
    await vectors.eraseRevisions([revisionId]);
    expect(await find(2)).toBe('late');
    vectors.close();
  }, 60_000);

  it('ranks by cosine, fuses with keywords, and refuses what does not fit', async () => {
    const vectors = await openChunkIndex({ folder, table: 'v', dimensions: 2 });
    const near = chunk('alpha', { vector: [10, 1] });
    const far = chunk('gamma', { vector: [-1, 0.1] });
    const middle = chunk('beta', { vector: [1, 1] });
    await vectors.addChunks([far, middle, near], 1);
    const find = async (mode: 'vector' | 'hybrid') =>
      (await vectors.search({ query: 'beta', vector: [1, 0], mode, k: 3, snapshot: 1 })).hits;
    expect((await find('vector')).map(({ text }) => text)).toEqual(['alpha', 'beta', 'gamma']);
    const fused = await find('hybrid');
    expect(fused[0]?.text).toBe('beta');
    expect(fused[0]?.scores).toMatchObject({ vectorRank: 2 });
    await expect(vectors.addChunks([chunk('no vector')], 2)).rejects.toThrow('re-index');
    await expect(vectors.search({ query: 'beta', mode: 'vector', k: 3, snapshot: 1 })).rejects.toThrow(
      'needs the embedding',
    );
    vectors.close();
  });
});
