import { SecurityPage } from '#components/account/security-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Security' };

export default async function Page() {
  await requirePage('any-user');
  return <SecurityPage />;
}
