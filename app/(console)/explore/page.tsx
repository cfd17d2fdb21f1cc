import { ExplorePage } from '#components/explore/explore-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Explore' };

export default async function Page() {
  await requirePage('dashboards.read');
  return <ExplorePage />;
}
