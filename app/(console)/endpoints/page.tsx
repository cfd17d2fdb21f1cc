import { EndpointsPage } from '#components/endpoints/endpoints-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Endpoints' };

export default async function Page() {
  await requirePage('endpoints.read');
  return <EndpointsPage />;
}
