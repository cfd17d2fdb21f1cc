import { ProvidersPage } from '#components/providers/providers-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Providers' };

export default async function Page() {
  await requirePage('providers.read');
  return <ProvidersPage />;
}
