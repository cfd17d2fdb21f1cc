import { notFound } from 'next/navigation';
import { ExperimentPage } from '#components/runs/experiment-page.tsx';
import { requirePage } from '#lib/access/index.ts';
import { experimentIdSchema } from '#lib/tracking/schemas.ts';

export const metadata = { title: 'Experiment' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requirePage('runs.read');
  const id = experimentIdSchema.safeParse((await params).id);
  if (!id.success) notFound();
  return <ExperimentPage id={id.data} />;
}
