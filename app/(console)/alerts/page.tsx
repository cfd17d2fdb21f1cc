import { AlertsPage } from '#components/alerts/alerts-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Alerts' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <AlertsPage />;
}
