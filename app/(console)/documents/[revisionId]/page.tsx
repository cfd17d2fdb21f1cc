import { ViewerPage } from '#components/document-viewer/viewer-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Document' };

export default async function DocumentPage({ params }: { params: Promise<{ revisionId: string }> }) {
  await requirePage('any-user');
  const { revisionId } = await params;
  return <ViewerPage revisionId={revisionId} />;
}
