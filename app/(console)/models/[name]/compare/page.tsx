import { ComparePage } from '#components/models/compare/compare-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Compare versions' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  await requirePage('models.read');
  const { name } = await params;
  return <ComparePage name={name} />;
}
