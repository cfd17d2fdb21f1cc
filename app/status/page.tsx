import { notFound } from 'next/navigation';
import { PublicStatusPage } from '#components/health/public-status-page.tsx';
import { publicStatus } from '#lib/health/index.ts';

export const metadata = { title: 'Status', robots: { index: false, follow: false } };

/** Open to everyone, where there is one. */
export default async function StatusPage() {
  const status = await publicStatus();
  if (status === null) notFound();
  return <PublicStatusPage status={status} />;
}
