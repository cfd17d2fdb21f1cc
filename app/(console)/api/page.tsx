import { ApiPage } from '#components/api-document/api-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'API' };

export default async function Page() {
  await requirePage('any-user');
  return <ApiPage />;
}
