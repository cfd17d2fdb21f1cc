import type { JobRun } from '../../jobs/index.ts';
import { tryWithLock, withLock } from '../../platform/advisory-lock.ts';
import { prisma } from '../../platform/db.ts';
import { chunkDocument } from '../chunk-document.ts';
import type { ChunkIndex } from '../chunk-index/open-chunk-index.ts';
import { chooseEmbedder } from '../embedders/choose-embedder.ts';
import { embedTexts } from '../embedders/embed-texts.ts';
import { removeIndexTable } from '../files.ts';
import { openIndex } from '../open-indexes.ts';
import type { Chunking, EmbeddingConfig } from '../schemas.ts';
import { findKnowledge, type KnowledgeRow } from '../store.ts';
import { ChunkWriter } from './add-prepared.ts';
import { embedChunks } from './embed-chunks.ts';
import { describeFailure } from './failure.ts';
import { knowledgeLock } from './knowledge-lock.ts';
import { parseRevision } from './parse-revision.ts';
import type { Prepared } from './prepared.ts';
import { PublicationOvertaken } from './publication-store.ts';
import {
  commitSwitch,
  markReindexFailed,
  type ServingRevision,
  servingRevisions,
  writeReindexProgress,
} from './reindex-store.ts';

interface Target {
  knowledge: KnowledgeRow;
  generation: number;
  chunking: Chunking;
  embedding: EmbeddingConfig;
}

/** Chunks that are collected before they are written. */
const chunksAtOnce = 2000;
/** Rows of the new table belong to all its snapshots; only those from the switch on read it. */
const fromTheStart = 1;

/**
 * Fills the next generation of the index from the stored parse results, while the one in force serves and goes on
 * being changed, then switches in one transaction. Whatever ends it early leaves the one in force.
 */
export async function reindexKnowledge(
  data: { knowledgeId: string; generation: number },
  run: JobRun,
): Promise<void> {
  await tryWithLock(`reindex/${data.knowledgeId}/${data.generation}`, async () => {
    const target = await readTarget(data.knowledgeId, data.generation);
    if (target === null) return removeTable(data.knowledgeId, data.generation);
    try {
      const done = await new Reindex(target, run.signal).run();
      if (!done) await removeTable(data.knowledgeId, data.generation);
    } catch (error) {
      await settleFailure(error, target, run);
    }
  });
}

/** Null when the re-index was called off, overtaken by another, or is complete. */
async function readTarget(knowledgeId: string, generation: number): Promise<Target | null> {
  const knowledge = await findKnowledge(prisma(), { id: knowledgeId });
  if (knowledge?.nextGeneration !== generation) return null;
  const { nextChunking: chunking, nextEmbedding: embedding } = knowledge;
  return chunking === null || embedding === null ? null : { knowledge, generation, chunking, embedding };
}

async function removeTable(knowledgeId: string, generation: number): Promise<void> {
  await withLock(knowledgeLock(knowledgeId), async () => {
    const knowledge = await findKnowledge(prisma(), { id: knowledgeId });
    // The generation in force, or one that was in force, has snapshots that read it.
    if (knowledge === null || knowledge.generation >= generation) return;
    await removeIndexTable(knowledgeId, generation);
  });
}

async function settleFailure(error: unknown, target: Target, run: JobRun): Promise<void> {
  if (run.signal.aborted) throw error;
  const failure = describeFailure(error, { knowledgeId: target.knowledge.id });
  if (failure.passing && !run.lastTry) throw error;
  await markReindexFailed(target.knowledge, target.generation, failure.reason);
  await removeTable(target.knowledge.id, target.generation);
}

class Reindex {
  readonly #target: Target;
  readonly #signal: AbortSignal;
  /** Chunks of each revision that is in the new table. */
  readonly #done = new Map<string, number>();
  #batch: { revision: ServingRevision; prepared: Prepared }[] = [];
  #batchChunks = 0;
  #dimensions: number | null = null;
  #index: ChunkIndex | null = null;
  #resumes = false;

  constructor(target: Target, signal: AbortSignal) {
    this.#target = target;
    this.#signal = signal;
  }

  /** False when it was called off. */
  async run(): Promise<boolean> {
    try {
      this.#dimensions = await this.#vectorLength();
      for (;;) {
        const missing = await this.#missing();
        for (const [at, revision] of missing.entries()) {
          this.#signal.throwIfAborted();
          if (at % 20 === 0 && !(await this.#stillWanted())) return false;
          await this.#prepare(revision);
          await this.#report(missing.length - at - 1);
        }
        await this.#flush();
        if (!(await this.#stillWanted())) return false;
        if (await this.#switch()) return true;
      }
    } finally {
      this.#index?.close();
    }
  }

  /** Asks the model, since its configuration need not say; null without embeddings. */
  async #vectorLength(): Promise<number | null> {
    const embedder = await chooseEmbedder(this.#target.embedding);
    if (embedder === null) return null;
    const [vector] = await embedTexts(embedder, ['length'], { signal: this.#signal });
    return vector?.length ?? null;
  }

  async #missing(): Promise<ServingRevision[]> {
    const serving = await servingRevisions(this.#target.knowledge.id);
    return serving.filter(({ revisionId }) => !this.#done.has(revisionId));
  }

  async #stillWanted(): Promise<boolean> {
    return (await readTarget(this.#target.knowledge.id, this.#target.generation)) !== null;
  }

  async #report(left: number): Promise<void> {
    const { knowledge, generation } = this.#target;
    const done = this.#done.size + this.#batch.length;
    await writeReindexProgress(knowledge.id, generation, done / Math.max(1, done + left));
  }

  async #prepare(revision: ServingRevision): Promise<void> {
    const { knowledge, chunking, embedding } = this.#target;
    const parsed = await parseRevision(knowledge.id, revision, { signal: this.#signal });
    const chunks = chunkDocument(parsed, chunking);
    if (await this.#isThere(revision, chunks.length)) return;
    const vectors = await embedChunks(embedding, chunks, { signal: this.#signal });
    this.#batch.push({ revision, prepared: { chunks, vectors } });
    this.#batchChunks += chunks.length;
    if (this.#batchChunks >= chunksAtOnce) await this.#flush();
  }

  /** After a crash: whole revisions of the run before are kept, so that nothing is embedded twice. */
  async #isThere(revision: ServingRevision, count: number): Promise<boolean> {
    const index = await this.#open();
    if (!this.#resumes) return false;
    const stored = await index.chunksOfRevision(revision.revisionId);
    if (stored.length === count) {
      this.#done.set(revision.revisionId, count);
      return true;
    }
    if (stored.length > 0) await this.#locked(() => index.eraseRevisions([revision.revisionId]));
    return false;
  }

  async #open(): Promise<ChunkIndex> {
    if (this.#index === null) {
      this.#index = await openIndex(this.#target.knowledge.id, this.#target.generation, this.#dimensions);
      this.#resumes = (await this.#index.count(fromTheStart)) > 0;
    }
    return this.#index;
  }

  /** Writes what is collected, leaving out what has been deleted or replaced meanwhile. */
  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#batchChunks = 0;
    if (batch.length === 0) return;
    const index = await this.#open();
    await this.#locked(async () => {
      const serving = new Set((await servingRevisions(this.#target.knowledge.id)).map((it) => it.revisionId));
      const writer = new ChunkWriter(index, this.#target.generation, fromTheStart);
      for (const { revision, prepared } of batch) {
        if (serving.has(revision.revisionId)) await writer.add(revision, prepared);
      }
      await writer.flush();
    });
    for (const { revision, prepared } of batch) this.#done.set(revision.revisionId, prepared.chunks.length);
  }

  /** False when documents have come to serve that the new table lacks. */
  async #switch(): Promise<boolean> {
    const index = await this.#open();
    return this.#locked(async () => {
      const target = await readTarget(this.#target.knowledge.id, this.#target.generation);
      if (target === null) return false;
      const serving = new Set((await servingRevisions(target.knowledge.id)).map((it) => it.revisionId));
      if ([...serving].some((id) => !this.#done.has(id))) return false;
      const gone = [...this.#done.keys()].filter((id) => !serving.has(id));
      await index.retireRevisions(gone, fromTheStart);
      try {
        await commitSwitch({
          knowledge: target.knowledge,
          generation: target.generation,
          dimensions: this.#dimensions,
          chunkCount: await index.count(target.knowledge.snapshot + 1),
          chunkCounts: new Map([...this.#done].filter(([id]) => serving.has(id))),
        });
        return true;
      } catch (error) {
        if (error instanceof PublicationOvertaken) return false;
        throw error;
      }
    });
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    return withLock(knowledgeLock(this.#target.knowledge.id), work);
  }
}
