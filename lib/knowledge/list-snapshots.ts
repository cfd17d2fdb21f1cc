import { assertMayAt, type Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import type { Snapshot } from './schemas.ts';
import { listSnapshotRows, requireKnowledge } from './store.ts';

const shown = 500;

/** Snapshots of a knowledge base, newest first. */
export async function listSnapshots(caller: Caller, name: string): Promise<Snapshot[]> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name });
  const knowledge = await requireKnowledge(name);
  return listSnapshotRows(prisma(), knowledge.id, shown);
}
