import { DashboardPage } from '#components/dashboards/dashboard-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Dashboard' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requirePage('dashboards.read');
  const { id } = await params;
  return <DashboardPage id={id} />;
}
