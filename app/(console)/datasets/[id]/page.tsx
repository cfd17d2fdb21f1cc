import { DatasetPage } from '#components/datasets/dataset-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Dataset' };

export default async function OneDatasetPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePage('datasets.read');
  const { id } = await params;
  return <DatasetPage id={id} />;
}
