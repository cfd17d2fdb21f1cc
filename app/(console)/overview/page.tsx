import { OverviewPage } from '#components/overview/overview-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Overview' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <OverviewPage />;
}
