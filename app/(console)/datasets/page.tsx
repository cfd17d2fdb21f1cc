import { DatasetList } from '#components/datasets/dataset-list.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Datasets' };

export default async function DatasetsPage() {
  await requirePage('datasets.read');
  return <DatasetList />;
}
