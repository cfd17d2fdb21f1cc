import { requirePage } from '#lib/access/index.ts';

/** A new chat. What is shown stands in the layout. */
export default async function NewChatPage() {
  await requirePage('chat.use');
  return null;
}
