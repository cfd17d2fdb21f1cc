import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  documentsOf,
  filesHolding,
  filesNamed,
  makeKnowledge,
  runWorker,
  settled,
  tester,
  until,
  upload,
} from '../../e2e/support/knowledge.ts';
import { dataFolder } from '../../e2e/support/test-database.ts';
import { newId } from '../platform/ids.ts';
import {
  deleteDocument,
  deleteKnowledge,
  getDocument,
  getKnowledge,
  listSnapshots,
  readDocumentContent,
  searchKnowledge,
} from './index.ts';
import { recoverKnowledge } from './ingest/recover-knowledge.ts';
import { searchInputSchema } from './schemas.ts';

let stopWorker: () => Promise<void>;
const never = new AbortController().signal;

beforeAll(async () => {
  stopWorker = await runWorker();
});
afterAll(() => stopWorker());

async function search(name: string, query: string, snapshot?: number) {
  const input = searchInputSchema.parse({ query, snapshot });
  return searchKnowledge(tester, name, input, never);
}

async function texts(name: string, query: string, snapshot?: number): Promise<string> {
  return (await search(name, query, snapshot)).hits.map(({ text }) => text).join('\n');
}

describe('the whole loop', () => {
  test('files of several kinds become searchable in one snapshot', async () => {
    await makeKnowledge('loop');
    const outcomes = await upload('loop', {
      'walrus.md': '# Walrus\n\nThe walrus sleeps on the ice.\n\n## Food\n\nIt eats clams by the thousand.',
      'table.csv': 'city,country\nLisbon,Portugal\nPorto,Portugal\n',
      'page.html': '<h1>Otters</h1><p>Otters hold hands while they sleep.</p><script>alert(1)</script>',
      'plain.txt': 'Badgers dig setts.\n\nA sett has many entrances.',
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created', 'created']);
    const documents = await settled('loop');
    expect(documents.map(({ state, error }) => [state, error])).toEqual(Array(4).fill(['ready', null]));
    expect(documents.every(({ revisionId, servingRevisionId }) => revisionId === servingRevisionId)).toBe(
      true,
    );

    const result = await search('loop', 'What does the walrus eat?');
    expect(result).toMatchObject({ mode: 'keyword', snapshot: 1, notice: null });
    expect(result.hits[0]).toMatchObject({ documentName: 'walrus.md', headingPath: ['Walrus'] });
    expect(await texts('loop', 'otters')).not.toContain('alert');

    const [snapshot] = await listSnapshots(tester, 'loop');
    expect(snapshot).toMatchObject({ number: 1, documentCount: 4, added: 4, reason: '4 added' });
    expect((await getKnowledge(tester, 'loop')).chunkCount).toBe(snapshot?.chunkCount);
  });

  test('the viewer gets the blocks, and chunks that point into them', async () => {
    const [walrus] = (await documentsOf('loop')).filter(({ name }) => name === 'walrus.md');
    const content = await readDocumentContent(tester, walrus?.revisionId ?? '');
    expect(content.parsed.blocks.map(({ text }) => text)).toContain('It eats clams by the thousand.');
    const last = content.chunks.at(-1);
    expect(
      content.parsed.blocks
        .slice(last?.blockStart, (last?.blockEnd ?? 0) + 1)
        .map(({ text }) => text)
        .join(' '),
    ).toContain('clams');
  });

  test('the same file again does nothing', async () => {
    await makeKnowledge('same');
    await upload('same', { 'a.txt': 'Herons stand still.' });
    await settled('same');
    const [again] = await upload('same', { 'a.txt': 'Herons stand still.' });
    expect(again?.outcome).toBe('unchanged');
    const [document] = await settled('same');
    expect(document?.revision).toBe(1);
    expect((await getKnowledge(tester, 'same')).snapshot).toBe(1);
  });

  test('a changed file replaces its own chunks only, and the snapshot before stays as it was', async () => {
    await makeKnowledge('changed');
    await upload('changed', { 'a.txt': 'The gate opens at seven.', 'b.txt': 'The gate is painted green.' });
    await settled('changed');
    const [outcome] = await upload('changed', { 'a.txt': 'The gate opens at nine.' });
    expect(outcome?.outcome).toBe('replaced');
    const documents = await settled('changed');
    expect(documents.map(({ revision }) => revision)).toEqual([2, 1]);

    expect(await texts('changed', 'gate')).toContain('nine');
    expect(await texts('changed', 'gate')).toContain('green');
    expect(await texts('changed', 'gate')).not.toContain('seven');
    expect(await texts('changed', 'gate', 1)).toContain('seven');
    expect(await texts('changed', 'gate', 1)).not.toContain('nine');
    expect(await listSnapshots(tester, 'changed')).toMatchObject([
      { number: 2, replaced: 1, added: 0, chunkCount: 2 },
      { number: 1, added: 2, chunkCount: 2 },
    ]);
  });

  test('a deleted document is nowhere any more: index, older snapshots, files', async () => {
    const id = await makeKnowledge('deleted');
    await upload('deleted', {
      'secret.txt': 'The password is Zanzibarquux.',
      'kept.txt': 'Nothing to hide.',
    });
    await settled('deleted');
    await upload('deleted', { 'secret.txt': 'The new password is Wombatflurb.' });
    const secret = (await settled('deleted')).find(({ name }) => name === 'secret.txt');
    const folder = path.join(dataFolder, 'knowledge', id);
    const detail = await getDocument(tester, 'deleted', secret?.id ?? '');
    const traces = async () => [
      ...(await filesHolding(folder, 'Zanzibarquux')),
      ...(await filesHolding(folder, 'ombatflurb')),
      ...(await filesNamed(
        folder,
        detail.revisions.flatMap(({ id, contentHash }) => [id, contentHash]),
      )),
    ];
    expect(await filesHolding(path.join(folder, 'index'), 'Zanzibarquux')).not.toEqual([]);
    expect(await filesHolding(path.join(folder, 'index'), 'ombatflurb')).not.toEqual([]);

    await deleteDocument(tester, 'deleted', secret?.id ?? '');
    await until('the document to be erased', async () => ((await traces()).length === 0 ? true : null));
    expect(await texts('deleted', 'password')).toBe('');
    expect(await texts('deleted', 'password', 1)).toBe('');
    expect(await texts('deleted', 'hide')).toContain('Nothing');
    expect(await listSnapshots(tester, 'deleted')).toMatchObject([{ number: 3, removed: 1 }, {}, {}]);
  });
});

describe('what is left on disk', () => {
  test('the folder of a deleted knowledge base goes, and so does one that has lost its row', async () => {
    const id = await makeKnowledge('short-lived');
    await upload('short-lived', { 'a.txt': 'Here for a moment.' });
    await settled('short-lived');
    const orphan = path.join(dataFolder, 'knowledge', newId());
    await mkdir(orphan);
    await deleteKnowledge(tester, 'short-lived');
    await recoverKnowledge();
    const folders = [path.join(dataFolder, 'knowledge', id), orphan];
    await until('the folders to go', async () =>
      folders.some((folder) => existsSync(folder)) ? null : true,
    );
  });
});

describe('trouble', () => {
  test('a bad file fails with its reason and stops no other', async () => {
    await makeKnowledge('bad');
    await upload('bad', {
      'broken.pdf': '%PDF-1.7\nthis is no pdf at all',
      'empty.txt': '',
      'good.txt': 'Lighthouses blink.',
    });
    const documents = await settled('bad');
    expect(documents.map(({ name, state }) => [name, state])).toEqual([
      ['broken.pdf', 'failed'],
      ['empty.txt', 'failed'],
      ['good.txt', 'ready'],
    ]);
    expect(documents[1]?.error).toContain('empty');
    expect(await texts('bad', 'lighthouses')).toContain('blink');
  });

  test('two uploads of one name at the same time make one document with two revisions', async () => {
    await makeKnowledge('parallel');
    const outcomes = await Promise.all([
      upload('parallel', { 'a.txt': 'First version of the tide table.' }),
      upload('parallel', { 'a.txt': 'Second version of the tide table.' }),
    ]);
    expect(
      outcomes
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['created', 'replaced']);
    const documents = await settled('parallel');
    expect(documents).toMatchObject([{ name: 'a.txt', revision: 2, state: 'ready' }]);
    expect((await search('parallel', 'tide table')).hits).toHaveLength(1);
  });

  test('names with path parts, emoji and right-to-left text are kept safe and readable', async () => {
    const id = await makeKnowledge('names');
    const outcomes = await upload('names', {
      '../../../etc/passwd.txt': 'one',
      'C:\\Users\\me\\notes.txt': 'two',
      'مرحبا/📘 guide.txt': 'three',
      'annual\u202Etxt.exe': 'four',
    });
    expect(outcomes.map(({ name }) => name)).toEqual([
      'etc/passwd.txt',
      'Users/me/notes.txt',
      'مرحبا/📘 guide.txt',
      'annualtxt.exe',
    ]);
    await settled('names');
    const files = await filesHolding(path.join(dataFolder, 'knowledge', id, 'files'), '');
    expect(files.every((file) => /^[0-9a-f]{64}$/.test(path.basename(file)))).toBe(true);
  });
});
