import { CreateEndpointPage } from '#components/endpoints/create-endpoint-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Create an endpoint' };

export default async function Page() {
  await requirePage('endpoints.write');
  return <CreateEndpointPage />;
}
