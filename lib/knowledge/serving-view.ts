/** What answering needs to know of knowledge bases, kept in memory and dropped when a change is announced. */
import { prisma } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { onChange } from '../platform/events.ts';
import { type ReaderListRow, readerListsOf } from './readers/readers-store.ts';
import { findSnapshot, requireKnowledge, type SnapshotRow, servingLanguages } from './store.ts';

export interface KnowledgeView {
  id: string;
  name: string;
  /** The latest one; null before the first. */
  snapshot: SnapshotRow | null;
  /** Who alone may read the knowledge base, and those of its documents that have readers of their own. */
  readerLists: readonly ReaderListRow[];
  /** ISO 639-1 codes of the documents that serve. */
  languages: readonly (string | null)[];
}

const views = new Map<string, Promise<KnowledgeView>>();
/** Older snapshots, by knowledge base id and number. */
const pinned = new Map<string, Promise<SnapshotRow>>();
const maxPinned = 1000;
let listening: Promise<unknown> | undefined;

function listen(): Promise<unknown> {
  listening ??= onChange((change) => {
    if (change !== null && change.topic !== 'knowledge') return;
    if (change === null) views.clear();
    else views.delete(change.key);
    // Snapshots never change, but they may be erased.
    pinned.clear();
  }).catch((error: unknown) => {
    listening = undefined;
    throw error;
  });
  return listening;
}

/** The knowledge base as of the last announced change. @throws AppError `not_found` */
export async function knowledgeView(name: string): Promise<KnowledgeView> {
  await listen();
  const known = views.get(name);
  if (known !== undefined) return known;
  const loading = loadView(name);
  views.set(name, loading);
  loading.catch(() => {
    if (views.get(name) === loading) views.delete(name);
  });
  return loading;
}

/** Reads the knowledge base as it is this moment, for people who have just changed it. */
export async function freshKnowledgeView(name: string): Promise<KnowledgeView> {
  views.delete(name);
  return knowledgeView(name);
}

async function loadView(name: string): Promise<KnowledgeView> {
  const db = prisma();
  const row = await requireKnowledge(name, db);
  const [snapshot, languages, readerLists] = await Promise.all([
    row.snapshot === 0 ? null : findSnapshot(db, row.id, row.snapshot),
    servingLanguages(db, row.id),
    readerListsOf(db, row.id),
  ]);
  return { id: row.id, name: row.name, snapshot, languages, readerLists };
}

/** @throws AppError `unavailable` (reason `snapshot_missing`): whoever asks an endpoint did nothing wrong. */
export function pinnedSnapshot(view: KnowledgeView, number: number): Promise<SnapshotRow> {
  if (view.snapshot?.number === number) return Promise.resolve(view.snapshot);
  const key = `${view.id}/${number}`;
  const known = pinned.get(key);
  if (known !== undefined) return known;
  const loading = findSnapshot(prisma(), view.id, number).then((row) => {
    if (row !== null) return row;
    throw new AppError(
      'unavailable',
      `Snapshot ${number} of "${view.name}" does not exist any more. Pin another one, or follow the latest.`,
      { reason: 'snapshot_missing' },
    );
  });
  pinned.set(key, loading);
  const [oldest] = pinned.keys();
  if (pinned.size > maxPinned && oldest !== undefined) pinned.delete(oldest);
  loading.catch(() => {
    if (pinned.get(key) === loading) pinned.delete(key);
  });
  return loading;
}
