import '../../e2e/support/test-database.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { forgetRegistered, makeEndpoint, makeModel, makeVersion } from '../../e2e/support/registry-rows.ts';
import { systemCaller } from '../access/index.ts';
import { closeEvents } from '../platform/events.ts';
import { createKnowledge, deleteKnowledge, knowledgeExists } from './index.ts';

const admin = systemCaller('test');
const uses = { kind: 'chain', retrieval: { knowledge: 'manuals', snapshot: 'latest', k: 8 } };

beforeEach(async () => {
  await forgetRegistered();
  if (!(await knowledgeExists('manuals'))) await createKnowledge(admin, { name: 'manuals', description: '' });
});
afterAll(closeEvents);

test('a knowledge base that a version in use searches is kept, and who uses it is said', async () => {
  const modelId = await makeModel('assistant');
  await makeVersion(modelId, 1, uses, { alias: 'champion' });
  await makeVersion(modelId, 2, uses);
  await makeEndpoint('support', [{ name: 'new', target: { by: 'version', model: 'assistant', version: 2 } }]);
  const deleting = deleteKnowledge(admin, 'manuals');
  await expect(deleting).rejects.toMatchObject({ code: 'conflict', reason: 'knowledge_in_use' });
  await expect(deleting).rejects.toThrow('the model assistant version 1, the model assistant version 2');
  expect(await knowledgeExists('manuals')).toBe(true);
});

test('one that only versions out of use search goes', async () => {
  const modelId = await makeModel('assistant');
  await makeVersion(modelId, 1, uses, { stage: 'archived' });
  await makeVersion(modelId, 2, uses, { stage: 'production', deleted: true });
  await makeVersion(modelId, 3, { kind: 'chain', retrieval: { knowledge: 'others' } }, { alias: 'champion' });
  await deleteKnowledge(admin, 'manuals');
  expect(await knowledgeExists('manuals')).toBe(false);
});
