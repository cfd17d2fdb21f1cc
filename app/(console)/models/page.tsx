import { ModelsPage } from '#components/models/models-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Models' };

export default async function Page() {
  await requirePage('models.read');
  return <ModelsPage />;
}
