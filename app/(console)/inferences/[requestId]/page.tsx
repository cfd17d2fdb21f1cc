import { TracePage } from '#components/inferences/trace-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Trace' };

export default async function InferencePage({ params }: { params: Promise<{ requestId: string }> }) {
  await requirePage('inferences.read');
  const { requestId } = await params;
  return <TracePage requestId={requestId} />;
}
