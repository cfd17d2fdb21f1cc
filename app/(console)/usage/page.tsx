import { UsagePage } from '#components/usage/usage-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Usage' };

export default async function Page() {
  await requirePage('usage.read');
  return <UsagePage />;
}
