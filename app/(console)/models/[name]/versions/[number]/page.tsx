import { notFound } from 'next/navigation';
import { VersionPage } from '#components/models/version-page.tsx';
import { requirePage } from '#lib/access/index.ts';
import { versionNumberSchema } from '#lib/registry/schemas.ts';

export const metadata = { title: 'Version' };

export default async function Page({ params }: { params: Promise<{ name: string; number: string }> }) {
  await requirePage('models.read');
  const { name, number } = await params;
  const version = versionNumberSchema.safeParse(number);
  if (!version.success) notFound();
  return <VersionPage name={name} number={version.data} />;
}
