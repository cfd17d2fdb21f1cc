import { notFound } from 'next/navigation';
import { RunPage } from '#components/runs/run-page.tsx';
import { requirePage } from '#lib/access/index.ts';
import { runIdSchema } from '#lib/tracking/schemas.ts';

export const metadata = { title: 'Run' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requirePage('runs.read');
  const id = runIdSchema.safeParse((await params).id);
  if (!id.success) notFound();
  return <RunPage id={id.data} />;
}
