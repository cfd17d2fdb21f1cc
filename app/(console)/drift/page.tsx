import { DriftPage } from '#components/drift/drift-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Drift' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <DriftPage />;
}
