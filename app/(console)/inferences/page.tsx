import { InferencePage } from '#components/inferences/inference-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Inferences' };

export default async function InferencesPage() {
  await requirePage('inferences.read');
  return <InferencePage />;
}
