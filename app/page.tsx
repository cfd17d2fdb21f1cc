import { redirect } from 'next/navigation';
import { may, requirePage } from '#lib/access/index.ts';

/** Those who chat start there, the others with the numbers. */
export default async function StartPage() {
  const user = await requirePage('any-user');
  redirect(may(user, 'chat.use') ? '/chat' : '/overview');
}
