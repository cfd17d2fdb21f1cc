import { MonitoringPage } from '#components/monitoring/monitoring-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Monitoring' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <MonitoringPage />;
}
