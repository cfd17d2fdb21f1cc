import { EndpointDashboard } from '#components/monitoring/endpoint-dashboard.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Monitoring' };

export default async function Page({ params }: { params: Promise<{ endpoint: string }> }) {
  await requirePage('dashboards.read');
  const { endpoint } = await params;
  return <EndpointDashboard endpoint={endpoint} />;
}
