import { KnowledgePage } from '#components/knowledge/knowledge-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export async function generateMetadata({ params }: { params: Promise<{ name: string }> }) {
  return { title: (await params).name };
}

export default async function KnowledgeBasePage({ params }: { params: Promise<{ name: string }> }) {
  await requirePage('knowledge.read');
  const { name } = await params;
  return <KnowledgePage name={name} />;
}
