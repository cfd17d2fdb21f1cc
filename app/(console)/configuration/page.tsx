import { ConfigurationPage } from '#components/configuration/configuration-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Configuration' };

export default async function Page() {
  await requirePage('configuration.read');
  return <ConfigurationPage />;
}
