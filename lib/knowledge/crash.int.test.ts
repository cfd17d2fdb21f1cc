/** `kill -9` in every stage of ingestion: the next worker finishes the work, once. */
import { createServer } from 'node:http';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kill, startWorkerProcess } from '../../e2e/support/killed-processes.ts';
import {
  documentsOf,
  filesHolding,
  makeKnowledge,
  settled,
  tester,
  until,
  upload,
} from '../../e2e/support/knowledge.ts';
import { databaseUrl, dataFolder } from '../../e2e/support/test-database.ts';
import { closeJobs } from '../jobs/index.ts';
import { closeEvents } from '../platform/events.ts';
import { saveProvider } from '../providers/index.ts';
import { deleteDocument, listSnapshots } from './index.ts';
import { openIndex, openMadeIndex } from './open-indexes.ts';
import type { DocumentSummary } from './schemas.ts';

const watcher = new pg.Client({ connectionString: databaseUrl });

/** Resolved by the first notification whose text is wanted. */
let waitingFor: { text: string; resolve: () => void } | undefined;

beforeAll(async () => {
  await watcher.connect();
  await watcher.query(`
    CREATE FUNCTION tell_state() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('test_state', NEW.state::text); RETURN NEW; END $$;
    CREATE TRIGGER tell_state AFTER UPDATE OF state ON document_revision
      FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_state();
    CREATE FUNCTION hold_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(20); RETURN NEW; END $$;
    CREATE FUNCTION tell_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('test_state', 'snapshot'); RETURN NEW; END $$;
    CREATE TRIGGER tell_snapshot AFTER INSERT ON snapshot FOR EACH ROW EXECUTE FUNCTION tell_snapshot()`);
  watcher.on('notification', ({ payload }) => {
    if (payload === waitingFor?.text) waitingFor?.resolve();
  });
  await watcher.query('LISTEN test_state');
});

afterAll(async () => {
  await watcher.end();
  await closeJobs();
  await closeEvents();
});

function told(text: string): Promise<void> {
  return new Promise((resolve) => {
    waitingFor = { text, resolve };
  });
}

/** Long enough that every stage takes a while: some 4,000 paragraphs. */
function longText(topic: string): string {
  return Array.from({ length: 4000 }, (_, at) => `Paragraph ${at} about ${topic} and number ${at * 7}.`).join(
    '\n\n',
  );
}

async function statesOf(name: string): Promise<string[]> {
  return (await documentsOf(name)).map(({ state }) => state);
}

async function expectExactlyOnce(
  knowledgeId: string,
  documents: readonly DocumentSummary[],
  snapshot: number,
) {
  const index = await openMadeIndex(knowledgeId, 1);
  if (index === null) throw new Error('There is no index.');
  let total = 0;
  for (const { revisionId, chunkCount } of documents) {
    const chunks = await index.chunksOfRevision(revisionId);
    expect(chunks.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: chunkCount ?? -1 }, (_, at) => at),
    );
    total += chunks.length;
  }
  expect(await index.count(snapshot)).toBe(total);
  index.close();
}

test.each(['parsing', 'chunking', 'indexing'])(
  'killed while %s, the documents become ready once',
  async (state) => {
    const name = `kill-${state}`;
    const id = await makeKnowledge(name);
    const reached = told(state);
    const first = await startWorkerProcess();
    await upload(name, { 'long.txt': longText(state), 'short.txt': 'A short one.' });
    await reached;
    await kill(first);
    await startWorkerProcess();
    const documents = await settled(name);
    expect(documents.map((document) => [document.state, document.error])).toEqual(
      Array(2).fill(['ready', null]),
    );
    await expectExactlyOnce(id, documents, (await listSnapshots(tester, name))[0]?.number ?? 0);
  },
);

test('killed while embedding, the documents become ready once, with a vector for each chunk', async () => {
  let calls = 0;
  const server = createServer(async (request, response) => {
    // The worker asks every provider whether it is there.
    if (request.method === 'GET') return void response.writeHead(200).end('{"data":[]}');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { input } = JSON.parse(Buffer.concat(parts).toString()) as { input: string[] };
    const answer = JSON.stringify({ data: input.map((_, index) => ({ index, embedding: [1, index + 1] })) });
    calls += 1;
    // The second call never ends for the first worker: it is killed while it waits.
    if (calls !== 2) response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const baseUrl = `http://127.0.0.1:${address.port}/v1`;
  await saveProvider(tester, {
    name: 'slow',
    kind: 'openai-compatible',
    baseUrl,
    apiKey: 'key',
    models: [],
    allowPrivateNetwork: true,
  });
  const embedding = { kind: 'openai-compatible', provider: 'slow', model: 'm' } as const;
  const id = await makeKnowledge('kill-embedding', { embedding });
  const first = await startWorkerProcess();
  await upload('kill-embedding', { 'long.txt': longText('vectors') });
  await until('the second call', async () => (calls >= 2 ? true : null));
  expect(await statesOf('kill-embedding')).toEqual(['embedding']);
  await kill(first);
  await startWorkerProcess();
  const documents = await settled('kill-embedding');
  expect(documents).toMatchObject([{ state: 'ready', error: null }]);
  await expectExactlyOnce(id, documents, 1);
  server.closeAllConnections();
  server.close();
});

test('killed between writing the index and committing the snapshot, nothing is there twice', async () => {
  const id = await makeKnowledge('kill-commit');
  await watcher.query(
    'CREATE TRIGGER hold_snapshot BEFORE INSERT ON snapshot FOR EACH ROW EXECUTE FUNCTION hold_snapshot()',
  );
  const first = await startWorkerProcess();
  await upload('kill-commit', { 'long.txt': longText('commits') });
  await until('the commit to be held', async () => {
    const held = await watcher.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    );
    return held.rows[0] ?? null;
  });
  const index = await openIndex(id, 1, null);
  expect(await index.count(1)).toBeGreaterThan(0);
  index.close();
  await kill(first);
  await watcher.query(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`);
  await watcher.query('DROP TRIGGER hold_snapshot ON snapshot');
  expect(await listSnapshots(tester, 'kill-commit')).toEqual([]);

  await startWorkerProcess();
  const documents = await settled('kill-commit');
  expect(documents).toMatchObject([{ state: 'ready', error: null }]);
  expect(await listSnapshots(tester, 'kill-commit')).toHaveLength(1);
  await expectExactlyOnce(id, documents, 1);
});

test('killed after the snapshot without a deleted document, the erasure is finished', async () => {
  const id = await makeKnowledge('kill-erase');
  const first = await startWorkerProcess();
  await upload('kill-erase', { 'gone.txt': 'The word is Xylograffon.', 'kept.txt': 'Another word.' });
  const [gone] = await settled('kill-erase');
  const committed = told('snapshot');
  await deleteDocument(tester, 'kill-erase', gone?.id ?? '');
  await committed;
  await kill(first);
  await startWorkerProcess();
  const folder = path.join(dataFolder, 'knowledge', id);
  await until('the erasure', async () =>
    (await filesHolding(folder, 'Xylograffon')).length === 0 ? true : null,
  );
  expect(await settled('kill-erase')).toMatchObject([{ name: 'kept.txt', state: 'ready' }]);
});
