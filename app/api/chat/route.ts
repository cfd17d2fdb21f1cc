import { route } from '#lib/access/index.ts';
import { askQuestion, followAnswer } from '#lib/chat/index.ts';
import { askSchema } from '#lib/chat/schemas.ts';
import { assertConsent } from '#lib/privacy/index.ts';

export const POST = route({
  permission: 'chat.use',
  summary: 'Ask in a conversation',
  body: askSchema,
  timeoutMs: null,
  handle: async ({ caller, body }) => {
    await assertConsent(caller);
    return followAnswer(await askQuestion(caller, body));
  },
});
