import { KnowledgeList } from '#components/knowledge/knowledge-list.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Knowledge' };

export default async function KnowledgeListPage() {
  await requirePage('knowledge.read');
  return <KnowledgeList />;
}
