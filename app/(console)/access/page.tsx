import { AccessPage } from '#components/access/access-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Access' };

export default async function Page() {
  await requirePage('access.read');
  return <AccessPage />;
}
