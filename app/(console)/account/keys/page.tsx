import { OwnKeysPage } from '#components/access/own-keys-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Your API keys' };

export default async function Page() {
  await requirePage('keys.own');
  return <OwnKeysPage />;
}
