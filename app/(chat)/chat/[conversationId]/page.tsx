import { requirePage } from '#lib/access/index.ts';

/** A conversation by its id. What is shown stands in the layout. */
export default async function ConversationPage() {
  await requirePage('chat.use');
  return null;
}
