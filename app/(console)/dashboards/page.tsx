import { DashboardsPage } from '#components/dashboards/dashboards-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Dashboards' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <DashboardsPage />;
}
