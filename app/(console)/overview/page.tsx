import { OverviewPage } from '#components/overview/overview-page.tsx';
import { requirePage } from '#lib/access/index.ts';
import { knownOverview } from './known-overview.ts';

export const metadata = { title: 'Overview' };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  await requirePage('dashboards.read');
  return <OverviewPage known={await knownOverview(await searchParams)} />;
}
