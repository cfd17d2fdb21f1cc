import { OwnDataPage } from '#components/privacy/own-data-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Your data' };

export default async function Page() {
  await requirePage('any-user');
  return <OwnDataPage />;
}
