/**
 * Which snapshots something still needs. Read across features here: the registry and serving stand on knowledge and may not
 * be imported back.
 */
import { prisma, transaction } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';

export async function allKnowledgeIds(): Promise<string[]> {
  const rows = await prisma().knowledgeBase.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id);
}

/**
 * Marks the snapshots that were replaced before a moment and that neither a version, unless it is deleted, nor an
 * endpoint in force pins; returns how many. From then on they cannot be searched or pinned.
 */
export async function markUnneeded(knowledgeId: string, replacedBefore: Date): Promise<number> {
  return transaction(async (tx) => {
    const marked = await tx.$queryRaw<{ name: string }[]>`
      UPDATE snapshot s SET purged_at = now()
      FROM knowledge_base k
      WHERE k.id = s.knowledge_base_id AND k.id = ${knowledgeId}::uuid
        AND s.purged_at IS NULL AND s.number < k.snapshot
        AND EXISTS (
          SELECT 1 FROM snapshot next
          WHERE next.knowledge_base_id = k.id AND next.number = s.number + 1
            AND next.created_at < ${replacedBefore})
        AND NOT EXISTS (
          SELECT 1 FROM model_version v
          WHERE v.deleted_at IS NULL AND v.chain->'retrieval'->>'knowledge' = k.name
            AND v.chain->'retrieval'->>'snapshot' = s.number::text)
        AND NOT EXISTS (
          SELECT 1 FROM served_entity_in_force e
          JOIN registered_model m ON m.name = e.target->>'model'
          JOIN model_version v ON v.model_id = m.id AND v.chain->'retrieval'->>'knowledge' = k.name
          WHERE e.entity->>'knowledgeSnapshot' = s.number::text)
      RETURNING k.name`;
    const [first] = marked;
    if (first !== undefined) await publishChange(tx, { topic: 'knowledge', key: first.name });
    return marked.length;
  });
}

export interface GenerationUse {
  generation: number;

  /** Numbers of the snapshots that read it and are not marked; in no order. */
  keep: number[];
}

/** Every generation some snapshot reads or read. */
export async function generationUses(knowledgeId: string): Promise<GenerationUse[]> {
  return prisma().$queryRaw<GenerationUse[]>`
    SELECT generation,
           coalesce(array_agg(number) FILTER (WHERE purged_at IS NULL), '{}') AS keep
    FROM snapshot WHERE knowledge_base_id = ${knowledgeId}::uuid GROUP BY generation`;
}
