import { HealthPage } from '#components/health/health-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Health' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <HealthPage />;
}
