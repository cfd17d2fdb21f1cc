import { assertMayAt, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { prisma, transaction } from '../platform/db.ts';
import { publishChange } from '../platform/events.ts';
import { assertEmbedderExists } from './embedders/choose-embedder.ts';
import { type CreateKnowledge, defaultChunking, type KnowledgeDetail } from './schemas.ts';
import { describeKnowledge, insertKnowledge } from './store.ts';

/**
 * Makes an empty knowledge base; without an embedding, keyword search serves it.
 * @throws AppError `conflict` when the name is taken, `invalid` when the embedding names what does not exist.
 */
export async function createKnowledge(caller: Caller, input: CreateKnowledge): Promise<KnowledgeDetail> {
  assertMayAt(caller, 'knowledge.write', { kind: 'knowledge', name: input.name });
  const embedding = input.embedding ?? { kind: 'none' };
  await assertEmbedderExists(embedding);
  const row = await transaction(async (tx) => {
    const made = await insertKnowledge(tx, {
      name: input.name,
      description: input.description,
      chunking: input.chunking ?? defaultChunking,
      embedding,
    });
    await recordAudit(tx, caller, {
      action: 'knowledge.created',
      subject: { kind: 'knowledge', id: made.id, name: made.name },
      after: { description: made.description, chunking: made.chunking, embedding: made.embedding },
    });
    await publishChange(tx, { topic: 'knowledge', key: made.name });
    return made;
  });
  return describeKnowledge(prisma(), row);
}
