import { LimitsPage } from '#components/limits/limits-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Limits' };

export default async function Page() {
  await requirePage('limits.read');
  return <LimitsPage />;
}
