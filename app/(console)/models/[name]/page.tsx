import { ModelPage } from '#components/models/model-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Model' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  await requirePage('models.read');
  const { name } = await params;
  return <ModelPage name={name} />;
}
