import { EndpointPage } from '#components/endpoints/endpoint-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Endpoint' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  await requirePage('endpoints.read');
  const { name } = await params;
  return <EndpointPage name={name} />;
}
