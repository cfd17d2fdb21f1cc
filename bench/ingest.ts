/**
 * Pages and megabytes per second by stage, through the whole product: upload, queue, worker process, snapshot.
 * Usage: npm run bench:ingest [-- path/to/large.pdf]   (without a path, a generated PDF of 500 pages)
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makePlainPdf } from '../e2e/fixtures/make-pdf.ts';
import { systemCaller } from '../lib/access/index.ts';
import { closeJobs } from '../lib/jobs/index.ts';
import {
  addDocuments,
  createKnowledge,
  getDocument,
  getKnowledge,
  listDocuments,
} from '../lib/knowledge/index.ts';
import { type DocumentDetail, listDocumentsSchema, uploadLimits } from '../lib/knowledge/schemas.ts';
import { closeDatabase } from '../lib/platform/db.ts';
import { childEnv, deriveEnv } from '../lib/platform/env.ts';
import { applyMigrations } from '../lib/platform/migrations.ts';
import { startEmbeddedPostgres } from '../lib/platform/postgres.ts';
import { corporaFolder, loadCranfield } from './corpora.ts';

const caller = systemCaller('bench');
const generatedPages = 500;

interface Upload {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

async function generatedPdf(): Promise<Uint8Array<ArrayBuffer>> {
  const sentence = (at: number) =>
    `Section ${at} describes how pump ${at % 97} is started, at which pressure it runs and when its seals are changed.`;
  const pages = Array.from({ length: generatedPages }, (_, page) =>
    Array.from({ length: 6 }, (_, at) =>
      Array.from({ length: 5 }, (_, n) => sentence(page * 30 + at * 5 + n)).join(' '),
    ),
  );
  return Uint8Array.from(await makePlainPdf(pages));
}

async function largePdf(): Promise<Upload> {
  const given = process.argv[2];
  if (given === undefined) return { name: 'generated.pdf', bytes: await generatedPdf() };
  return { name: path.basename(given), bytes: Uint8Array.from(await readFile(given)) };
}

async function cranfield(): Promise<Upload[] | null> {
  try {
    corporaFolder();
  } catch {
    return null;
  }
  const { documents } = await loadCranfield();
  const encoder = new TextEncoder();
  return documents.map(({ id, title, text }) => ({
    name: `${id}.txt`,
    bytes: encoder.encode(`${title}\n\n${text}`),
  }));
}

async function upload(knowledge: string, files: readonly Upload[]): Promise<void> {
  for (let at = 0; at < files.length; at += uploadLimits.maxFiles) {
    const form = new FormData();
    for (const { name, bytes } of files.slice(at, at + uploadLimits.maxFiles)) {
      form.append('files', new File([bytes], name), name);
    }
    await addDocuments(caller, knowledge, new Request('http://localhost/', { method: 'POST', body: form }));
  }
}

async function untilSettled(knowledge: string): Promise<void> {
  while ((await getKnowledge(caller, knowledge)).activeCount > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function detailsOf(knowledge: string): Promise<DocumentDetail[]> {
  const details: DocumentDetail[] = [];
  for (let page = 1; ; page++) {
    const query = listDocumentsSchema.parse({ page, pageSize: 200, sort: 'name' });
    const { items } = await listDocuments(caller, knowledge, query);
    if (items.length === 0) return details;
    details.push(...(await Promise.all(items.map(({ id }) => getDocument(caller, knowledge, id)))));
  }
}

async function measure(knowledge: string, files: readonly Upload[]): Promise<void> {
  await createKnowledge(caller, { name: knowledge, description: '' });
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const started = performance.now();
  await upload(knowledge, files);
  const uploaded = performance.now();
  await untilSettled(knowledge);
  const ended = performance.now();
  const details = await detailsOf(knowledge);
  const failed = details.filter(({ state }) => state !== 'ready');
  const { chunkCount, snapshot } = await getKnowledge(caller, knowledge);
  const pages = details.reduce((sum, { pageCount }) => sum + (pageCount ?? 0), 0);
  console.log(
    `\n${knowledge}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${pages} pages, ${chunkCount} chunks, ${snapshot} snapshots, ${failed.length} failed`,
  );
  const report = (what: string, ms: number) => {
    const rates = [
      `${(bytes / 1e3 / ms).toFixed(2)} MB/s`,
      ...(pages > 0 ? [`${(pages / (ms / 1e3)).toFixed(0)} pages/s`] : []),
      `${(files.length / (ms / 1e3)).toFixed(1)} files/s`,
    ];
    console.log(`  ${what.padEnd(22)} ${(ms / 1e3).toFixed(2).padStart(8)} s   ${rates.join('   ')}`);
  };
  report('upload', uploaded - started);
  for (const stage of ['parse', 'chunk', 'embed', 'store']) {
    const ms = details.reduce((sum, { stageMs }) => sum + (stageMs[stage] ?? 0), 0);
    if (ms > 0) report(`${stage} (sum)`, ms);
  }
  // All documents of a snapshot share its time, so it is counted once.
  const snapshots = new Map(details.map(({ indexedAt, stageMs }) => [indexedAt, stageMs.index ?? 0]));
  report(
    'index (sum)',
    [...snapshots.values()].reduce((sum, ms) => sum + ms, 0),
  );
  report('upload to searchable', ended - started);
}

async function startWorkerProcess(): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, '../e2e/support/worker-process.ts');
  const child = spawn(process.execPath, [script], {
    env: childEnv({}),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('The worker has no output.');
  await once(child.stdout, 'data');
  return child;
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'slipway-bench-'));
await chmod(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder);
let worker: ChildProcess | undefined;
try {
  deriveEnv({
    DATABASE_URL: postgres.url,
    SLIPWAY_DATA_DIR: folder,
    SLIPWAY_SECRET: 'a-secret-for-this-run-of-the-benchmark-only',
    SLIPWAY_LOG: 'warn',
  });
  await applyMigrations(postgres.url);
  worker = await startWorkerProcess();
  await measure('large-pdf', [await largePdf()]);
  const collection = await cranfield();
  if (collection === null) console.log('\nNo corpora folder: set SLIPWAY_CORPORA to measure Cranfield.');
  else await measure('cranfield', collection);
} finally {
  worker?.kill('SIGKILL');
  await closeJobs();
  await closeDatabase();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
