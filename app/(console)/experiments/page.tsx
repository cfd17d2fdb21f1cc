import { ExperimentsPage } from '#components/runs/experiments-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Experiments' };

export default async function Page() {
  await requirePage('runs.read');
  return <ExperimentsPage />;
}
