/** What the ingestion tests share: a worker in this process, uploads as requests, waiting for a state. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCaller } from '../../lib/access/index.ts';
import { jobHandlers } from '../../lib/jobs/handlers.ts';
import { closeJobs, startWorker } from '../../lib/jobs/index.ts';
import { addDocuments, createKnowledge, getKnowledge, listDocuments } from '../../lib/knowledge/index.ts';
import { closeParsePool } from '../../lib/knowledge/parse/index.ts';
import {
  type CreateKnowledge,
  type DocumentSummary,
  listDocumentsSchema,
  type UploadOutcome,
} from '../../lib/knowledge/schemas.ts';
import { closeEvents } from '../../lib/platform/events.ts';

export const tester = systemCaller('test');

/** @returns how to stop it, with everything it holds open. */
export async function runWorker(): Promise<() => Promise<void>> {
  const worker = await startWorker(jobHandlers);
  return async () => {
    await worker.stop(1);
    await closeParsePool();
    await closeJobs();
    await closeEvents();
  };
}

export function uploadRequest(files: Record<string, string | Uint8Array<ArrayBuffer>>): Request {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('files', new File([content], name), name);
  return new Request('http://localhost/', { method: 'POST', body: form });
}

export function upload(
  name: string,
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
): Promise<UploadOutcome[]> {
  return addDocuments(tester, name, uploadRequest(files));
}

export async function makeKnowledge(name: string, options: Partial<CreateKnowledge> = {}): Promise<string> {
  const made = await createKnowledge(tester, { name, description: '', ...options });
  return made.id;
}

export async function documentsOf(name: string): Promise<DocumentSummary[]> {
  const query = listDocumentsSchema.parse({ pageSize: 200, sort: 'name', order: 'asc' });
  return (await listDocuments(tester, name, query)).items;
}

/** Asks again until the answer is no longer null. */
export async function until<T>(what: string, ask: () => Promise<T | null>, timeoutMs = 30_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits until no document is being worked on, and gives them all. */
export function settled(name: string, timeoutMs?: number): Promise<DocumentSummary[]> {
  return until(
    `"${name}" to settle`,
    async () => ((await getKnowledge(tester, name)).activeCount === 0 ? documentsOf(name) : null),
    timeoutMs,
  );
}

/** Files under a folder that hold these bytes anywhere. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.filter((it) => it.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    // Files come and go under a running worker.
    const content = await readFile(file).catch(() => null);
    if (content?.includes(text)) found.push(file);
  }
  return found;
}

/** Files under a folder whose names hold any of these texts. */
export async function filesNamed(folder: string, parts: readonly string[]): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => parts.some((part) => name.includes(part)));
}
