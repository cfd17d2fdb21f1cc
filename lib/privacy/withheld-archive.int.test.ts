import '../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { flushInferences, recordInference } from '../inference/index.ts';
import { prisma } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { inferencePlace } from './places/inference-place.ts';
import { conversationPlace } from './places/user-places.ts';

test('an archive holds no words of documents that the person may not, or no longer, read', async () => {
  const { id } = await addAccount('end-user');
  const [base, other, words] = [newId(), newId(), 'nine thousand zorkmids'];
  await prisma().knowledgeBase.create({ data: { id: base, name: 'vault', embedding: {}, chunking: {} } });
  const answer = record({
    output: words,
    knowledge: { name: 'vault', snapshot: 1 },
    requester: { kind: 'user', userId: id, name: 'Ada', apiKeyId: null },
  });
  await recordInference(answer, { entries: [], reservation: null });
  await flushInferences();
  const conversation = await prisma().conversation.create({
    data: { id: newId(), userId: id, endpointName: 'assistant', title: 'Pay' },
  });
  const message = {
    conversationId: conversation.id,
    role: 'assistant',
    content: words,
    status: 'complete',
  } as const;
  await prisma().message.create({ data: { id: newId(), requestId: answer.requestId, ...message } });
  const archive = async () => {
    let told = '';
    for (const { read } of [conversationPlace, inferencePlace])
      for await (const row of read?.({ kind: 'user', id }) ?? []) told += JSON.stringify(row);
    return told.split(words).length - 1;
  };
  expect(await archive()).toBe(2);
  const lists = (readers: string[]) =>
    prisma().readerList.upsert({
      where: { subjectId: base },
      create: { subjectId: base, knowledgeBaseId: base, readers },
      update: { readers },
    });
  await lists([`user:${other}`]);
  expect(await archive()).toBe(0);
  await lists([`user:${other}`, `user:${id}`]);
  expect(await archive()).toBe(2);
});
