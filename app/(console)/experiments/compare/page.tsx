import { CompareRunsPage } from '#components/runs/compare-runs-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Compare runs' };

export default async function Page() {
  await requirePage('runs.read');
  return <CompareRunsPage />;
}
