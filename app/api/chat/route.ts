import { route } from '#lib/access/index.ts';
import { askQuestion, followAnswer } from '#lib/chat/index.ts';
import { askSchema } from '#lib/chat/schemas.ts';

export const POST = route({
  permission: 'chat.use',
  summary: 'Ask in a conversation',
  body: askSchema,
  timeoutMs: null,
  handle: async ({ caller, body }) => followAnswer(await askQuestion(caller, body)),
});
