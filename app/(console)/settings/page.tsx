import { SettingsPage } from '#components/settings/settings-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Settings' };

export default async function Page() {
  await requirePage('settings.read');
  return <SettingsPage />;
}
