import { EndpointGuardrailsPage } from '#components/guardrails/endpoint-guardrails-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Guardrails' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  await requirePage('endpoints.read');
  const { name } = await params;
  return <EndpointGuardrailsPage endpoint={name} />;
}
