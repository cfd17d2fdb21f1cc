import { z } from 'zod';
import { systemCaller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { canonicalJson } from '../../chain/index.ts';
import { enqueueAll, type JobRun } from '../../jobs/index.ts';
import { tryWithLock } from '../../platform/advisory-lock.ts';
import { sha256Hex } from '../../platform/crypto.ts';
import { transaction } from '../../platform/db.ts';
import { log } from '../../platform/log.ts';
import { erasePersonJob } from '../jobs.ts';
import { erasingPlaces } from '../places/places.ts';
import { type Certificate, documentChoiceSchema, type ErasureStep, subjectSchema } from '../schemas.ts';
import {
  type ErasureRow,
  findErasure,
  finishErasure,
  noteFailure,
  noteHeld,
  noteSteps,
  unfinishedErasures,
} from './erasure-store.ts';
import { stepsSchema } from './present-erasure.ts';

const heldSchema = z.record(z.string(), z.number());

const notes = [
  'Figures of requests (time, tokens, cost, status) stay without text and without anybody’s name.',
  'PostgreSQL writes over the room of removed rows as it is used again; its write-ahead log is recycled likewise.',
  'Backups made before hold the data until they are replaced.',
];

/** Goes through the steps that are not done yet. One process works on an erasure; another finds it taken and leaves. */
export async function runErasure(data: { erasureId: string }, run: JobRun): Promise<void> {
  await tryWithLock(`erasure/${data.erasureId}`, async () => {
    const row = await findErasure(data.erasureId);
    if (row === null || row.state === 'done') return;
    try {
      await eraseStepwise(row, run);
    } catch (error) {
      if (!run.signal.aborted) await noteFailure(row.id, reasonOf(error));
      throw error;
    }
  });
}

function reasonOf(error: unknown): string {
  log.warn('an erasure stopped and will be tried again', { error });
  const reason = error instanceof Error ? error.message : 'unknown reason';
  return `${reason.slice(0, 300)} It is tried again by itself.`;
}

async function eraseStepwise(row: ErasureRow, run: JobRun): Promise<void> {
  const subject = subjectSchema.parse({ kind: row.subjectKind, id: row.subjectId });
  const documents = documentChoiceSchema.parse(row.documents);
  const steps = stepsSchema.parse(row.steps);
  const held = heldSchema.parse(row.held);
  for (const { key, label, fate, count: countHeld, erase } of erasingPlaces) {
    if (erase === undefined || steps.some(({ place }) => place === key)) continue;
    run.signal.throwIfAborted();
    // Noted before the first row goes: a try that a crash cut short has removed some already.
    held[key] ??= await countHeld(subject);
    await noteHeld(row.id, held);
    const erased = await erase(subject, { ...run, documents, names: row.names });
    const count = Math.max(held[key], erased);
    steps.push({ place: key, label, count, what: fate, at: new Date().toISOString() });
    await noteSteps(row.id, steps);
  }
  await finish(row, steps);
}

async function finish(row: ErasureRow, steps: readonly ErasureStep[]): Promise<void> {
  const certificate = certify(row, steps);
  await transaction(async (tx) => {
    await finishErasure(tx, row.id, certificate);
    await recordAudit(tx, systemCaller('privacy'), {
      action: 'person.erased',
      subject: { kind: 'erasure', id: row.id, name: 'a person' },
      after: { sha256: certificate.sha256 },
    });
  });
}

function certify(row: ErasureRow, steps: readonly ErasureStep[]): Certificate {
  const facts = {
    erasureId: row.id,
    subject: {
      kind: row.subjectKind,
      id: row.subjectKind === 'client' ? sha256Hex(row.subjectId) : row.subjectId,
    },
    documents: documentChoiceSchema.parse(row.documents),
    requestedBy: row.requestedByName,
    requestedAt: row.createdAt.toISOString(),
    finishedAt: new Date().toISOString(),
    steps: [...steps],
    notes,
  };
  return { ...facts, sha256: sha256Hex(canonicalJson(facts)) };
}

/** Queues what a dead worker left; what still waits is not doubled, and what runs is protected by its lock. */
export async function recoverErasures(): Promise<void> {
  const ids = await unfinishedErasures();
  await transaction((tx) =>
    enqueueAll(
      tx,
      erasePersonJob,
      ids.map((erasureId) => ({ data: { erasureId }, key: erasureId })),
    ),
  );
}
