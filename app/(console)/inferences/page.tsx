import { InferenceList } from '#components/inferences/inference-list.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Inferences' };

export default async function InferencesPage() {
  await requirePage('inferences.read');
  return <InferenceList />;
}
