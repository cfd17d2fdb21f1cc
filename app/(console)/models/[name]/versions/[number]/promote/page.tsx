import { notFound } from 'next/navigation';
import { PromotePage } from '#components/models/promote/promote-page.tsx';
import { requirePage } from '#lib/access/index.ts';
import { versionNumberSchema } from '#lib/registry/schemas.ts';

export const metadata = { title: 'Promote a version' };

export default async function Page({ params }: { params: Promise<{ name: string; number: string }> }) {
  await requirePage('models.read');
  const { name, number } = await params;
  const version = versionNumberSchema.safeParse(number);
  if (!version.success) notFound();
  return <PromotePage name={name} number={version.data} />;
}
