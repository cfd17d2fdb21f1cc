import { ReviewPage } from '#components/guardrails/review-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Guardrails' };

export default async function GuardrailsPage() {
  await requirePage('guardrails.review');
  return <ReviewPage />;
}
