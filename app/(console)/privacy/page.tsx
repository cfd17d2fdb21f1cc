import { PrivacyPage } from '#components/privacy/privacy-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Privacy' };

export default async function Page() {
  await requirePage('privacy.write');
  return <PrivacyPage />;
}
